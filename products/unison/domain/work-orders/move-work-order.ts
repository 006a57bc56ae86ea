import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { found, unreachable } from "@/lib/errors";
import type { Move } from "@/products/unison/domain/inputs";
import { workOrders } from "@/products/unison/schema";
import type { WorkOrderStatus } from "./work-order";

/** Moves an order to the lane of `status`. Does nothing if it is already there. @throws GatehouseError `not_found`, `read_only`. */
export async function moveWorkOrder(ctx: TenantContext, { id, status }: Move): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, now, tx } = ctx;
  const mine = and(eq(workOrders.organizationId, organizationId), eq(workOrders.id, id));
  const [row] = await tx
    .select({ number: workOrders.number, title: workOrders.title, status: workOrders.status })
    .from(workOrders)
    .where(mine)
    .for("update");
  const order = found(row, "work order");
  if (order.status === status) return;
  await tx
    .update(workOrders)
    .set({ status, updatedAt: now, finishedAt: status === "done" ? now : null })
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
