import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import type { Placement } from "@/products/unison/domain/inputs";
import { lanes, workOrders } from "@/products/unison/schema";
import { movedMeanwhile } from "./moved-meanwhile";
import { requirePlace } from "./require-place";

/**
 * Puts an order in a lane of its plant, or in none. Does nothing if it is already there.
 *
 * @throws GatehouseError `not_found`, `conflict` when it is in another lane than `from` by now, `read_only`.
 */
export async function placeWorkOrder(ctx: TenantContext, { id, laneId, from }: Placement): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, now, tx } = ctx;
  const mine = and(eq(workOrders.organizationId, organizationId), eq(workOrders.id, id));
  const [row] = await tx
    .select({
      number: workOrders.number,
      title: workOrders.title,
      plantId: workOrders.plantId,
      laneId: workOrders.laneId,
    })
    .from(workOrders)
    .where(mine)
    .for("update");
  const order = found(row, "work order");
  if (order.laneId === laneId) return;
  if (order.laneId !== from) throw movedMeanwhile(order.number, await laneName(ctx, order.laneId));
  await requirePlace(ctx, { plantId: order.plantId, departmentId: null, laneId });
  await tx.update(workOrders).set({ laneId, updatedAt: now }).where(mine);
  const { number, title } = order;
  await recordAudit(ctx, {
    organizationId,
    action: "work_order.placed",
    subject: id,
    details: { number, title, lane: await laneName(ctx, laneId) },
  });
}

async function laneName({ organizationId, tx }: TenantContext, id: string | null): Promise<string> {
  if (id === null) return "Not assigned";
  const [row] = await tx
    .select({ name: lanes.name })
    .from(lanes)
    .where(and(eq(lanes.organizationId, organizationId), eq(lanes.id, id)));
  return found(row, "lane").name;
}
