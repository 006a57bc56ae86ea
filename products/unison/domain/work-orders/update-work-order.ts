import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { conflict, found } from "@/lib/errors";
import type { WorkOrderChange, WorkOrderInput } from "@/products/unison/domain/inputs";
import { workOrders } from "@/products/unison/schema";
import { requirePlace } from "./require-place";
import { workOrderName } from "./work-order";

/**
 * @throws GatehouseError `not_found` for an order, plant or department of another organization, `conflict` when someone else changed the order
 * since the form was shown, `read_only`.
 */
export async function updateWorkOrder(ctx: TenantContext, { id, seen, ...input }: WorkOrderChange): Promise<void> {
  await requireAccess(ctx, "write");
  await requirePlace(ctx, input);
  const { organizationId, now, tx } = ctx;
  const mine = and(eq(workOrders.organizationId, organizationId), eq(workOrders.id, id));
  const [locked] = await tx.select().from(workOrders).where(mine).for("update");
  const before = found(locked, "work order");
  if (seen && !isSame(before, seen)) throw changedMeanwhile(before.number);
  const hasMoved = before.plantId !== input.plantId;
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

/** Whether the order still has what the form showed. */
const isSame = (order: WorkOrderInput, seen: WorkOrderInput): boolean =>
  order.title === seen.title &&
  order.product === seen.product &&
  order.quantity === seen.quantity &&
  order.priority === seen.priority &&
  order.plantId === seen.plantId &&
  order.departmentId === seen.departmentId &&
  order.dueOn === seen.dueOn &&
  order.laneId === (seen.laneId ?? null) &&
  order.plannedMinutes === (seen.plannedMinutes ?? null);

const changedMeanwhile = (number: number) =>
  conflict(`${workOrderName(number)} was changed in the meantime, so nothing was saved. The page is up to date now.`, {
    reason: "changed",
  });
