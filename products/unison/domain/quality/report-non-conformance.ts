import "server-only";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { nonConformances, workOrders } from "@/products/unison/schema";
import { runRules } from "../customization/automation";
import { personOf } from "../person-of";
import type { ReportInput } from "./quality-input";

/**
 * Reports a non-conformance on a work order.
 *
 * @returns its id.
 * @throws GatehouseError `not_found`, `feature_not_in_plan`, `read_only`.
 */
export async function reportNonConformance(ctx: TenantContext, input: ReportInput): Promise<string> {
  await requireAccess(ctx, "write");
  await requireFeature(ctx, "quality_management");
  const { organizationId, now, tx } = ctx;
  const order = await lockOrder(ctx, input.workOrderId);
  const id = uuidv7();
  await tx.insert(nonConformances).values({
    organizationId,
    id,
    ...input,
    status: "open",
    reportedBy: personOf(ctx),
    reportedAt: now,
  });
  await runRules(ctx, "non_conformance_reported", input.workOrderId, input.severity);
  await recordAudit(ctx, {
    organizationId,
    action: "non_conformance.reported",
    subject: id,
    details: { number: order.number, title: input.title },
  });
  return id;
}

/** The order can't be deleted until the transaction ends. @throws GatehouseError `not_found`. */
export async function lockOrder({ organizationId, tx }: TenantContext, id: string) {
  const [row] = await tx
    .select({ number: workOrders.number, plantId: workOrders.plantId, title: workOrders.title })
    .from(workOrders)
    .where(and(eq(workOrders.organizationId, organizationId), eq(workOrders.id, id)))
    .for("key share");
  return found(row, "work order");
}
