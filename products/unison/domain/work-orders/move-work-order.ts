import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { found, unreachable } from "@/lib/errors";
import type { Move } from "@/products/unison/domain/inputs";
import { workOrders } from "@/products/unison/schema";
import { movedMeanwhile } from "./moved-meanwhile";
import { statusLabels, type WorkOrderStatus } from "./work-order";

/**
 * Starts, puts back, finishes or reopens an order. Does nothing if it already has the status. Finishing reports everything that isn't scrap as
 * good, and ends a block.
 *
 * @throws GatehouseError `not_found`, `conflict` when it has another status than `from` by now, `read_only`.
 */
export async function moveWorkOrder(ctx: TenantContext, { id, status, from }: Move): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, now, tx } = ctx;
  const mine = and(eq(workOrders.organizationId, organizationId), eq(workOrders.id, id));
  const [row] = await tx
    .select({
      number: workOrders.number,
      title: workOrders.title,
      status: workOrders.status,
      quantity: workOrders.quantity,
      scrap: workOrders.scrapQuantity,
      good: workOrders.goodQuantity,
    })
    .from(workOrders)
    .where(mine)
    .for("update");
  const order = found(row, "work order");
  if (order.status === status) return;
  if (from !== undefined && order.status !== from) throw movedMeanwhile(order.number, statusLabels[order.status]);
  const isDone = status === "done";
  await tx
    .update(workOrders)
    .set({
      status,
      updatedAt: now,
      finishedAt: isDone ? now : null,
      goodQuantity: isDone ? (order.good ?? Math.max(0, order.quantity - order.scrap)) : null,
      ...(isDone ? { blockedReason: null } : {}),
    })
    .where(mine);
  await recordAudit(ctx, {
    organizationId,
    action: `work_order.${past(order.status, status)}` as const,
    subject: id,
    details: { number: order.number, title: order.title },
  });
}

function past(from: WorkOrderStatus, to: WorkOrderStatus) {
  if (from === "done") return "reopened";
  switch (to) {
    case "open":
      return "put_back";
    case "in_progress":
      return "started";
    case "done":
      return "finished";
    default:
      return unreachable(to);
  }
}
