import "server-only";
import { and, count, eq, isNull, ne, sql } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { workOrders } from "@/products/unison/schema";
import { partsOf } from "../floor-parts/part-table";
import { ordersWhere, type WorkOrderRow } from "./work-order-queries";

/** A column of a plant's board. The one without a lane has the orders that aren't assigned. */
export type LaneColumn = { id: string | null; name: string; total: number; rows: WorkOrderRow[] };

/** High priority first, then what's due first; running orders before waiting ones. */
const sequence = [
  sql`case ${workOrders.status} when 'in_progress' then 0 else 1 end`,
  sql`case ${workOrders.priority} when 'high' then 0 when 'normal' then 1 else 2 end`,
  sql`${workOrders.dueOn} nulls last`,
  workOrders.number,
] as const;

/** A plant's unfinished orders by lane, in the order in which they should be run, at most `perLane` of each. */
export async function laneBoard(ctx: TenantContext, plantId: string, perLane: number): Promise<LaneColumn[]> {
  const { organizationId, tx } = ctx;
  const lanes = await partsOf(ctx, "lane", plantId);
  const unfinished = and(eq(workOrders.plantId, plantId), ne(workOrders.status, "done"));
  const totals = await tx
    .select({ laneId: workOrders.laneId, orders: count() })
    .from(workOrders)
    .where(and(eq(workOrders.organizationId, organizationId), unfinished))
    .groupBy(workOrders.laneId);
  const columns = [{ id: null, name: "Not assigned" }, ...lanes.map(({ id, name }) => ({ id, name }))];
  const board: LaneColumn[] = [];
  for (const column of columns) {
    const total = totals.find(({ laneId }) => laneId === column.id)?.orders ?? 0;
    const here = column.id === null ? isNull(workOrders.laneId) : eq(workOrders.laneId, column.id);
    const rows =
      total === 0
        ? []
        : await ordersWhere(ctx, unfinished, here)
            .orderBy(...sequence)
            .limit(perLane);
    board.push({ ...column, total, rows });
  }
  return board;
}
