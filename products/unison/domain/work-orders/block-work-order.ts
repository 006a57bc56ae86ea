import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import type { Block } from "@/products/unison/domain/inputs";
import { workOrders } from "@/products/unison/schema";

/** Marks an unfinished order as blocked, and says why. @throws GatehouseError `not_found`, also for a finished order, `read_only`. */
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
  const [row] = await tx
    .update(workOrders)
    .set({ blockedReason: reason, updatedAt: now })
    .where(and(eq(workOrders.organizationId, organizationId), eq(workOrders.id, id), ne(workOrders.status, "done")))
    .returning({ number: workOrders.number, title: workOrders.title });
  const details = found(row, "unfinished work order");
  await recordAudit(ctx, {
    organizationId,
    action: reason === null ? "work_order.unblocked" : "work_order.blocked",
    subject: id,
    details,
  });
}
