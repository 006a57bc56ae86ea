import "server-only";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { trackUsage } from "@/lib/usage";
import type { WorkOrderInput } from "@/products/unison/domain/inputs";
import { workOrders } from "@/products/unison/schema";
import { runRules } from "../customization/automation";
import { claimNumbers } from "./claim-numbers";
import { requirePlace } from "./require-place";

/**
 * Creates a work order, runs the automation rules, and counts it on the meter in the same transaction.
 *
 * @returns its id and its number, the organization's next one.
 * @throws GatehouseError `limit_reached` past the hard limit, `not_found` for another organization's plant or department, `read_only`.
 */
export async function createWorkOrder(
  ctx: TenantContext,
  input: WorkOrderInput,
): Promise<{ id: string; number: number }> {
  await requireAccess(ctx, "write");
  await requirePlace(ctx, input);
  const { organizationId, now, tx } = ctx;
  const id = uuidv7();
  const number = await claimNumbers(ctx, 1);
  await tx.insert(workOrders).values({
    organizationId,
    id,
    number,
    ...input,
    status: "open",
    createdBy: ctx.actor.kind === "user" ? ctx.actor.id : null,
    createdAt: now,
    updatedAt: now,
  });
  await runRules(ctx, "work_order_created", id);
  await trackUsage(ctx, { meter: "work_orders", amount: 1, idempotencyKey: `work-order:${id}` });
  await recordAudit(ctx, {
    organizationId,
    action: "work_order.created",
    subject: id,
    details: { number, title: input.title },
  });
  return { id, number };
}
