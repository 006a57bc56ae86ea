import "server-only";
import { and, desc, eq, gte, sql } from "drizzle-orm";
import { usageEvents } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import type { Period } from "../period";
import { newestEventMs } from "../track/event";

/** A counter's usage in a period, by one of the properties of its events. */
export type Breakdown = {
  /** The properties seen, in alphabetical order. */
  dimensions: string[];
  dimension: string | null;
  /** Largest first. `value` is null for events without the property. */
  values: { value: string | null; amount: number }[];
  /** The total of all values not listed. */
  other: number;
};

/** Property names come from the newest events only. */
const sampledEvents = 5_000;
const listedValues = 8;

/**
 * Breaks a counter's usage in `period` down by a property.
 *
 * @param dimension the property. Defaults to the first one found.
 */
export async function usageBreakdown(
  ctx: TenantContext,
  { meter, period, dimension }: { meter: string; period: Period; dimension?: string | undefined },
): Promise<Breakdown> {
  const dimensions = await dimensionsOf(ctx, meter, period);
  const chosen = dimensions.find((name) => name === dimension) ?? dimensions[0];
  if (chosen === undefined) return { dimensions, dimension: null, values: [], other: 0 };
  const all = await amountsBy(ctx, meter, period, chosen);
  const rest = all.slice(listedValues).reduce((sum, { amount }) => sum + amount, 0);
  return { dimensions, dimension: chosen, values: all.slice(0, listedValues), other: rest };
}

/** An event is recorded at most `newestEventMs` before its own time, so older partitions can be skipped. */
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
    .limit(sampledEvents)
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
