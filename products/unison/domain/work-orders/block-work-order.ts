import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { conflict, found } from "@/lib/errors";
import type { Block } from "@/products/unison/domain/inputs";
import { workOrders } from "@/products/unison/schema";
import { workOrderName } from "./work-order";

/** Marks an unfinished order as blocked, and says why. @throws GatehouseError `not_found`, `conflict` for a finished order, `read_only`. */
export async function blockWorkOrder(ctx: TenantContext, { id, reason }: Block): Promise<void> {
  await requireAccess(ctx, "write");
  await setBlock(ctx, id, reason);
}

/** @throws GatehouseError `not_found`, `read_only`. */
export async function unblockWorkOrder(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  await requireAccess(ctx, "write");
  await setBlock(ctx, id, null);
}

async function setBlock(ctx: TenantContext, id: string, reason: string | null) {
  const { organizationId, now, tx } = ctx;
  const mine = and(eq(workOrders.organizationId, organizationId), eq(workOrders.id, id));
  const [row] = await tx
    .select({ number: workOrders.number, title: workOrders.title, status: workOrders.status })
    .from(workOrders)
    .where(mine)
    .for("update");
  const { status, ...details } = found(row, "work order");
  if (status === "done")
    throw conflict(`${workOrderName(details.number)} is finished already.`, { reason: "finished" });
  await tx.update(workOrders).set({ blockedReason: reason, updatedAt: now }).where(mine);
  await recordAudit(ctx, {
    organizationId,
    action: reason === null ? "work_order.unblocked" : "work_order.blocked",
    subject: id,
    details,
  });
}
