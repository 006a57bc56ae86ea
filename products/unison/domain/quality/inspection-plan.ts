import "server-only";
import { and, asc, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { conflict, found } from "@/lib/errors";
import { inspectionChecks, workOrders } from "@/products/unison/schema";
import { answersOf } from "../answers-of";
import { personOf } from "../person-of";
import { suggestedChecks } from "./quality";
import type { AddCheck, RecordCheck } from "./quality-input";

const mostChecks = 60;

/** The inspection plan of a work order, in order. */
export function checksOf({ organizationId, tx }: TenantContext, workOrderId: string) {
  return tx
    .select({
      id: inspectionChecks.id,
      title: inspectionChecks.title,
      criterion: inspectionChecks.criterion,
      result: inspectionChecks.result,
      checkedAt: inspectionChecks.checkedAt,
    })
    .from(inspectionChecks)
    .where(and(eq(inspectionChecks.organizationId, organizationId), eq(inspectionChecks.workOrderId, workOrderId)))
    .orderBy(asc(inspectionChecks.position), asc(inspectionChecks.id));
}
export type InspectionCheck = Awaited<ReturnType<typeof checksOf>>[number];

/** Adds a check at the end of an order's plan. @throws GatehouseError `not_found`, `conflict` at 60 checks, `feature_not_in_plan`, `read_only`. */
export const addCheck = (ctx: TenantContext, { workOrderId, ...check }: AddCheck): Promise<void> =>
  appendChecks(ctx, workOrderId, () => [check]);

/** Starts an order's plan with the checks that suit the organization's industry. Does nothing if it has one. @throws as `addCheck`. */
export async function addSuggestedChecks(ctx: TenantContext, { workOrderId }: { workOrderId: string }): Promise<void> {
  const { industry } = await answersOf(ctx);
  await appendChecks(ctx, workOrderId, (existing) => (existing > 0 ? [] : suggestedChecks(industry)));
}

async function appendChecks(
  ctx: TenantContext,
  workOrderId: string,
  choose: (existing: number) => readonly { title: string; criterion: string | null }[],
) {
  await requireAccess(ctx, "write");
  await requireFeature(ctx, "quality_management");
  const { organizationId, tx } = ctx;
  // Locked, so that two who add checks at the same time don't get the same position.
  const [order] = await tx
    .select({ number: workOrders.number, title: workOrders.title })
    .from(workOrders)
    .where(and(eq(workOrders.organizationId, organizationId), eq(workOrders.id, workOrderId)))
    .for("update");
  const details = found(order, "work order");
  const existing = await checksOf(ctx, workOrderId);
  const added = choose(existing.length);
  if (added.length === 0) return;
  if (existing.length + added.length > mostChecks)
    throw conflict(`An inspection plan can have up to ${mostChecks} checks.`);
  await tx.insert(inspectionChecks).values(
    added.map((check, index) => ({
      organizationId,
      id: uuidv7(),
      workOrderId,
      position: existing.length + index,
      title: check.title,
      criterion: check.criterion,
    })),
  );
  await recordAudit(ctx, { organizationId, action: "inspection.planned", subject: workOrderId, details });
}

/** Records whether a check passed, or takes the result back. @throws GatehouseError `not_found`, `feature_not_in_plan`, `read_only`. */
export async function recordCheck(ctx: TenantContext, { id, result }: RecordCheck): Promise<void> {
  await requireAccess(ctx, "write");
  await requireFeature(ctx, "quality_management");
  const { organizationId, now, tx } = ctx;
  const [row] = await tx
    .update(inspectionChecks)
    .set({ result, checkedBy: result ? personOf(ctx) : null, checkedAt: result ? now : null })
    .where(and(eq(inspectionChecks.organizationId, organizationId), eq(inspectionChecks.id, id)))
    .returning({ title: inspectionChecks.title });
  const { title } = found(row, "check");
  await recordAudit(ctx, {
    organizationId,
    action: result === null ? "inspection.result_removed" : "inspection.checked",
    subject: id,
    details: { name: title, result },
  });
}

/** @throws GatehouseError `not_found`, `feature_not_in_plan`, `read_only`. */
export async function removeCheck(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  await requireAccess(ctx, "write");
  await requireFeature(ctx, "quality_management");
  const { organizationId, tx } = ctx;
  const [row] = await tx
    .delete(inspectionChecks)
    .where(and(eq(inspectionChecks.organizationId, organizationId), eq(inspectionChecks.id, id)))
    .returning({ title: inspectionChecks.title });
  const { title } = found(row, "check");
  await recordAudit(ctx, { organizationId, action: "inspection.check_removed", subject: id, details: { name: title } });
}
