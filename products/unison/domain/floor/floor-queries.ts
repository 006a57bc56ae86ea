import "server-only";
import { and, asc, desc, eq, gt, lte, type SQL, sql } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { materials, nonConformances, plants, workOrders } from "@/products/unison/schema";
import { fillDays, type Output } from "./output";

/** Materials at or below the level they are ordered at, the scarcest first. */
export function listShortages({ organizationId, tx }: TenantContext, limit: number) {
  return tx
    .select({
      id: materials.id,
      code: materials.code,
      name: materials.name,
      unit: materials.unit,
      onHand: materials.onHand,
      reorderAt: materials.reorderAt,
    })
    .from(materials)
    .where(and(eq(materials.organizationId, organizationId), lte(materials.onHand, materials.reorderAt)))
    .orderBy(asc(materials.onHand), asc(materials.code))
    .limit(limit);
}
export type Shortage = Awaited<ReturnType<typeof listShortages>>[number];

function reports({ organizationId, tx }: TenantContext, condition: SQL) {
  return tx
    .select({
      id: nonConformances.id,
      title: nonConformances.title,
      severity: nonConformances.severity,
      status: nonConformances.status,
      reportedAt: nonConformances.reportedAt,
      orderNumber: workOrders.number,
    })
    .from(nonConformances)
    .innerJoin(
      workOrders,
      and(
        eq(workOrders.organizationId, nonConformances.organizationId),
        eq(workOrders.id, nonConformances.workOrderId),
      ),
    )
    .where(and(eq(nonConformances.organizationId, organizationId), condition))
    .orderBy(desc(nonConformances.reportedAt));
}

/** Non-conformance reports nobody has closed, newest first. */
export const listOpenReports = (ctx: TenantContext, limit: number) =>
  reports(ctx, eq(nonConformances.status, "open")).limit(limit);

/** All non-conformance reports of one work order, newest first. */
export const listReportsOf = (ctx: TenantContext, workOrderId: string) =>
  reports(ctx, eq(nonConformances.workOrderId, workOrderId));
export type Report = Awaited<ReturnType<typeof listOpenReports>>[number];

const dayMs = 24 * 60 * 60 * 1000;
const samePlant = and(eq(plants.organizationId, workOrders.organizationId), eq(plants.id, workOrders.plantId));

/** Pieces finished on each of the last `days` days (UTC), an order's day being that of its plant. Oldest first. */
export async function listOutput({ organizationId, now, tx }: TenantContext, days: number): Promise<Output[]> {
  const day = sql<string>`to_char(${workOrders.finishedAt} at time zone ${plants.timeZone}, 'YYYY-MM-DD')`;
  const finished = await tx
    .select({ day, pieces: sql<number>`sum(${workOrders.quantity})::int` })
    .from(workOrders)
    .innerJoin(plants, samePlant)
    .where(
      and(
        eq(workOrders.organizationId, organizationId),
        gt(workOrders.finishedAt, new Date(now.getTime() - (days + 1) * dayMs)),
      ),
    )
    .groupBy(sql`1`);
  return fillDays(finished, now.toISOString().slice(0, 10), days);
}

/** How many unfinished orders are past their day, by the calendar of their plant. */
export async function countOverdue({ organizationId, now, tx }: TenantContext): Promise<number> {
  const today = sql`(${now.toISOString()}::timestamptz at time zone ${plants.timeZone})::date`;
  const [row] = await tx
    .select({ orders: sql<number>`count(*)::int` })
    .from(workOrders)
    .innerJoin(plants, samePlant)
    .where(
      and(
        eq(workOrders.organizationId, organizationId),
        sql`${workOrders.status} <> 'done'`,
        sql`${workOrders.dueOn} < ${today}`,
      ),
    );
  return row?.orders ?? 0;
}
