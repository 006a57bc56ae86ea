import "server-only";
import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import { materials, plants, workOrders } from "@/products/unison/schema";
import { fillDays, type Output } from "./output";

/** Materials at or below their reorder point, scarcest first. */
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

const samePlant = and(eq(plants.organizationId, workOrders.organizationId), eq(plants.id, workOrders.plantId));

/** Pieces finished on each of the last `days` days (UTC), oldest first. An order counts on its plant's calendar day. */
export async function listOutput({ organizationId, now, tx }: TenantContext, days: number): Promise<Output[]> {
  const day = sql<string>`to_char(${workOrders.finishedAt} at time zone ${plants.timeZone}, 'YYYY-MM-DD')`;
  const finished = await tx
    .select({ day, pieces: sql<number>`sum(coalesce(${workOrders.goodQuantity}, ${workOrders.quantity}))::int` })
    .from(workOrders)
    .innerJoin(plants, samePlant)
    .where(and(eq(workOrders.organizationId, organizationId), gt(workOrders.finishedAt, addDays(now, -(days + 1)))))
    .groupBy(sql`1`);
  return fillDays(finished, isoDay(now), days);
}

/** How many unfinished orders are past due by their plant's calendar. */
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
