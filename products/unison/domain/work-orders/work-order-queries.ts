import "server-only";
import { and, asc, count, desc, eq, ilike, lt, or, type SQL } from "drizzle-orm";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { departments, lanes, plants, workOrders } from "@/products/unison/schema";
import { numberIn, type WorkOrderPriority, type WorkOrderStatus, workOrderStatuses } from "./work-order";

const columns = {
  id: workOrders.id,
  number: workOrders.number,
  title: workOrders.title,
  product: workOrders.product,
  quantity: workOrders.quantity,
  priority: workOrders.priority,
  status: workOrders.status,
  dueOn: workOrders.dueOn,
  plannedMinutes: workOrders.plannedMinutes,
  blockedReason: workOrders.blockedReason,
  goodQuantity: workOrders.goodQuantity,
  scrapQuantity: workOrders.scrapQuantity,
  customValues: workOrders.customValues,
  plantId: workOrders.plantId,
  plantName: plants.name,
  timeZone: plants.timeZone,
  departmentId: workOrders.departmentId,
  departmentName: departments.name,
  laneId: workOrders.laneId,
  laneName: lanes.name,
  createdAt: workOrders.createdAt,
  finishedAt: workOrders.finishedAt,
};

export function ordersWhere({ organizationId, tx }: TenantContext, ...conditions: (SQL | undefined)[]) {
  return tx
    .select(columns)
    .from(workOrders)
    .innerJoin(plants, and(eq(plants.organizationId, workOrders.organizationId), eq(plants.id, workOrders.plantId)))
    .leftJoin(
      departments,
      and(eq(departments.organizationId, workOrders.organizationId), eq(departments.id, workOrders.departmentId)),
    )
    .leftJoin(lanes, and(eq(lanes.organizationId, workOrders.organizationId), eq(lanes.id, workOrders.laneId)))
    .where(and(eq(workOrders.organizationId, organizationId), ...conditions))
    .$dynamic();
}
export type WorkOrderRow = Awaited<ReturnType<typeof ordersWhere>>[number];

/** @throws GatehouseError `not_found`, also for another organization's. */
export async function findWorkOrder(ctx: TenantContext, id: string): Promise<WorkOrderRow> {
  const [row] = await ordersWhere(ctx, eq(workOrders.id, id));
  return found(row, "work order");
}

export type WorkOrderFilter = {
  status?: WorkOrderStatus | null;
  priority?: WorkOrderPriority | null;
  plantId?: string | null;
  /** Part of the title or product, or a number such as `WO-0042` or `42`. */
  search?: string | null;
  /** The page starts below this number: the last one of the previous page. */
  below?: number | null;
};

/**
 * Newest first. Paged by number, so that no row is skipped or repeated while others are added.
 *
 * @returns the rows, and the `below` of the next page if there is one.
 */
export async function listWorkOrders(ctx: TenantContext, filter: WorkOrderFilter, size = 25) {
  const search = searchable(filter.search ?? "");
  const rows = await ordersWhere(
    ctx,
    filter.status ? eq(workOrders.status, filter.status) : undefined,
    filter.priority ? eq(workOrders.priority, filter.priority) : undefined,
    filter.plantId ? eq(workOrders.plantId, filter.plantId) : undefined,
    search ? matching(search) : undefined,
    filter.below && filter.below <= largestNumber ? lt(workOrders.number, filter.below) : undefined,
  )
    .orderBy(desc(workOrders.number))
    .limit(size + 1);
  const page = rows.slice(0, size);
  return { rows: page, next: rows.length > size ? (page.at(-1)?.number ?? null) : null };
}

/** The text comes from the URL, which can hold characters that PostgreSQL doesn't accept. */
const searchable = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}]/gu, " ")
    .trim()
    .slice(0, 160);
const largestNumber = 2 ** 31 - 1;

function matching(text: string): SQL | undefined {
  const pattern = `%${text.replace(/[\\%_]/g, "\\$&")}%`;
  const number = numberIn(text);
  return or(
    ilike(workOrders.title, pattern),
    ilike(workOrders.product, pattern),
    number === undefined ? undefined : eq(workOrders.number, number),
  );
}

/** The number of orders with each status, of one plant or all. */
export async function countWorkOrders(
  { organizationId, tx }: TenantContext,
  plantId?: string,
): Promise<Record<WorkOrderStatus, number>> {
  const rows = await tx
    .select({ status: workOrders.status, orders: count() })
    .from(workOrders)
    .where(
      and(
        eq(workOrders.organizationId, organizationId),
        plantId === undefined ? undefined : eq(workOrders.plantId, plantId),
      ),
    )
    .groupBy(workOrders.status);
  const counts = { open: 0, in_progress: 0, done: 0 };
  for (const row of rows) counts[row.status] = row.orders;
  return counts;
}

/** The top of each status: due first, or finished last. */
export async function board(ctx: TenantContext, perLane: number, plantId?: string) {
  const here = plantId === undefined ? undefined : eq(workOrders.plantId, plantId);
  const counts = await countWorkOrders(ctx, plantId);
  const columns = [];
  for (const status of workOrderStatuses) {
    const order = status === "done" ? [desc(workOrders.finishedAt)] : [asc(workOrders.dueOn), asc(workOrders.number)];
    const rows = await ordersWhere(ctx, here, eq(workOrders.status, status))
      .orderBy(...order)
      .limit(perLane);
    columns.push({ status, total: counts[status], rows });
  }
  return columns;
}
export type BoardColumn = Awaited<ReturnType<typeof board>>[number];
