import "server-only";
import { and, desc, eq, gte, type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import { departments, lanes, nonConformances, plants, workOrders } from "@/products/unison/schema";
import { fillWeeks, type Week } from "./weeks";

/** The calendar day at its plant on which an order was finished. */
const finishedOn = sql`(${workOrders.finishedAt} at time zone ${plants.timeZone})::date`;

const figures = {
  orders: sql<number>`count(*)::int`,
  good: sql<number>`coalesce(sum(coalesce(${workOrders.goodQuantity}, ${workOrders.quantity})), 0)::int`,
  scrap: sql<number>`coalesce(sum(${workOrders.scrapQuantity}), 0)::int`,
  dated: sql<number>`count(${workOrders.dueOn})::int`,
  onTime: sql<number>`(count(*) filter (where ${finishedOn} <= ${workOrders.dueOn}))::int`,
};

function finished({ organizationId }: TenantContext, from: Date): SQL | undefined {
  return and(
    eq(workOrders.organizationId, organizationId),
    eq(workOrders.status, "done"),
    gte(workOrders.finishedAt, from),
  );
}
const samePlant = and(eq(plants.organizationId, workOrders.organizationId), eq(plants.id, workOrders.plantId));

/** What was finished in each of the last weeks, by the plants' calendars, oldest first. */
export async function weeklyOutput(ctx: TenantContext, weeks: number): Promise<Week[]> {
  const week = sql<string>`to_char(date_trunc('week', ${finishedOn}), 'YYYY-MM-DD')`;
  const rows = await ctx.tx
    .select({ week, ...figures })
    .from(workOrders)
    .innerJoin(plants, samePlant)
    .where(finished(ctx, addDays(ctx.now, -7 * (weeks + 1))))
    .groupBy(sql`1`);
  return fillWeeks(rows, isoDay(ctx.now), weeks);
}

export const dimensions = ["lane", "department", "plant"] as const;
export type Dimension = (typeof dimensions)[number];

/** Lanes, departments or plants compared over the last `days`, the one with the most orders first. `leadDays` is from creation to finish. */
export async function compareBy(ctx: TenantContext, dimension: Dimension, days: number) {
  const names: Readonly<Record<Dimension, SQL<string | null>>> = {
    lane: sql`${plants.name} || ' · ' || ${lanes.name}`,
    department: sql`${plants.name} || ' · ' || ${departments.name}`,
    plant: sql`${plants.name}`,
  };
  return ctx.tx
    .select({
      name: names[dimension],
      ...figures,
      leadDays: sql<number>`avg(extract(epoch from ${workOrders.finishedAt} - ${workOrders.createdAt}) / 86400)::float`,
    })
    .from(workOrders)
    .innerJoin(plants, samePlant)
    .leftJoin(lanes, and(eq(lanes.organizationId, workOrders.organizationId), eq(lanes.id, workOrders.laneId)))
    .leftJoin(
      departments,
      and(eq(departments.organizationId, workOrders.organizationId), eq(departments.id, workOrders.departmentId)),
    )
    .where(finished(ctx, addDays(ctx.now, -days)))
    .groupBy(sql`1`)
    .orderBy(desc(sql`2`), sql`1`)
    .limit(50);
}
export type Comparison = Awaited<ReturnType<typeof compareBy>>[number];

/** Non-conformances of the last `days` by what was decided, with their number and cost in cents, the most expensive first. */
export function causesOf({ organizationId, now, tx }: TenantContext, days: number) {
  return tx
    .select({
      disposition: nonConformances.disposition,
      severity: nonConformances.severity,
      reports: sql<number>`count(*)::int`,
      cost: sql<number>`coalesce(sum(${nonConformances.cost}), 0)`.mapWith(Number),
    })
    .from(nonConformances)
    .where(
      and(eq(nonConformances.organizationId, organizationId), gte(nonConformances.reportedAt, addDays(now, -days))),
    )
    .groupBy(nonConformances.disposition, nonConformances.severity)
    .orderBy(desc(sql`4`), desc(sql`3`));
}
export type Cause = Awaited<ReturnType<typeof causesOf>>[number];
