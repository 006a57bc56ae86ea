import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import type { WorkOrderChange } from "@/products/unison/domain/inputs";
import { workOrders } from "@/products/unison/schema";
import { requirePlace } from "./require-place";

/** @throws GatehouseError `not_found` for an order, plant or department of another organization, `read_only`. */
export async function updateWorkOrder(ctx: TenantContext, { id, ...input }: WorkOrderChange): Promise<void> {
  await requireAccess(ctx, "write");
  await requirePlace(ctx, input);
  const { organizationId, now, tx } = ctx;
  const mine = and(eq(workOrders.organizationId, organizationId), eq(workOrders.id, id));
  const [before] = await tx.select({ plantId: workOrders.plantId }).from(workOrders).where(mine).for("update");
  const hasMoved = found(before, "work order").plantId !== input.plantId;
  const [row] = await tx
    .update(workOrders)
    // A lane belongs to its plant.
    .set({ ...(hasMoved ? { laneId: null } : {}), ...input, updatedAt: now })
    .where(mine)
    .returning({ number: workOrders.number });
  const { number } = found(row, "work order");
  await recordAudit(ctx, {
    organizationId,
    action: "work_order.updated",
    subject: id,
    details: { number, title: input.title },
  });
}
