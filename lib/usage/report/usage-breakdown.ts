import "server-only";
import { and, desc, eq, gte, sql } from "drizzle-orm";
import { usageEvents } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import type { Period } from "../period";
import { newestEventMs } from "../track/event";

/** A period's use of a counter by one of the properties its events were reported with. */
export type Breakdown = {
  /** The properties seen, in alphabetical order. */
  dimensions: string[];
  dimension: string | null;
  /** The largest first; `value` is null where an event does not say. */
  values: { value: string | null; amount: number }[];
  /** What all the values that are not listed come to. */
  other: number;
};

/** The names of properties are looked for in so many of the newest events. */
const sampled = 5_000;
const listed = 8;

/**
 * How a counter's use in `period` divides by a property.
 *
 * @param dimension which; the first one there is when it is left out or unknown.
 */
export async function usageBreakdown(
  ctx: TenantContext,
  { meter, period, dimension }: { meter: string; period: Period; dimension?: string | undefined },
): Promise<Breakdown> {
  const dimensions = await dimensionsOf(ctx, meter, period);
  const chosen = dimensions.find((name) => name === dimension) ?? dimensions[0];
  if (chosen === undefined) return { dimensions, dimension: null, values: [], other: 0 };
  const all = await amountsBy(ctx, meter, period, chosen);
  const rest = all.slice(listed).reduce((sum, { amount }) => sum + amount, 0);
  return { dimensions, dimension: chosen, values: all.slice(0, listed), other: rest };
}

/** An event comes at most so much before its time, so older partitions need not be looked into. */
const ofPeriod = ({ organizationId }: TenantContext, meter: string, { start }: Period) =>
  and(
    eq(usageEvents.organizationId, organizationId),
    eq(usageEvents.meter, meter),
    eq(usageEvents.periodStart, start),
    gte(usageEvents.recordedAt, new Date(start.getTime() - newestEventMs)),
  );

async function dimensionsOf(ctx: TenantContext, meter: string, period: Period): Promise<string[]> {
  const newest = ctx.tx
    .select({ properties: usageEvents.properties })
    .from(usageEvents)
    .where(ofPeriod(ctx, meter, period))
    .orderBy(desc(usageEvents.recordedAt))
    .limit(sampled)
    .as("newest");
  const name = sql<string>`jsonb_object_keys(coalesce(${newest.properties}, '{}'))`.as("name");
  const rows = await ctx.tx.selectDistinct({ name }).from(newest).orderBy(name);
  return rows.map((row) => row.name);
}

function amountsBy(ctx: TenantContext, meter: string, period: Period, dimension: string) {
  const value = sql<string | null>`${usageEvents.properties} ->> ${dimension}::text`;
  const amount = sql<number>`sum(${usageEvents.amount})`.mapWith(Number);
  return ctx.tx
    .select({ value: value.as("value"), amount })
    .from(usageEvents)
    .where(ofPeriod(ctx, meter, period))
    .groupBy(sql`1`)
    .orderBy(desc(amount));
}
