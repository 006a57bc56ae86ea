import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { conflict, found } from "@/lib/errors";
import { nonConformances, workOrders } from "@/products/unison/schema";
import { personOf } from "../person-of";
import type { DispositionInput } from "./quality-input";

/**
 * Decides what happens with the affected pieces and what it cost, and closes the report.
 *
 * @throws GatehouseError `not_found`, `conflict` if it was closed in the meantime, `feature_not_in_plan`, `read_only`.
 */
export async function decideNonConformance(ctx: TenantContext, input: DispositionInput): Promise<void> {
  const { id, disposition, cost } = input;
  await change(ctx, id, "non_conformance.closed", {
    status: "closed",
    disposition,
    cost,
    closedBy: personOf(ctx),
    closedAt: ctx.now,
  });
}

/** Opens a report again. Its disposition and cost are cleared. @throws GatehouseError `not_found`, `conflict` if it is open, `feature_not_in_plan`, `read_only`. */
export async function reopenNonConformance(ctx: TenantContext, { id }: { id: string }): Promise<void> {
  const open = { status: "open", disposition: null, cost: null, closedBy: null, closedAt: null } as const;
  await change(ctx, id, "non_conformance.reopened", open);
}

async function change(
  ctx: TenantContext,
  id: string,
  action: "non_conformance.closed" | "non_conformance.reopened",
  set: Partial<typeof nonConformances.$inferInsert>,
) {
  await requireAccess(ctx, "write");
  await requireFeature(ctx, "quality_management");
  const { organizationId, tx } = ctx;
  const mine = and(eq(nonConformances.organizationId, organizationId), eq(nonConformances.id, id));
  const [row] = await tx.select().from(nonConformances).where(mine).for("update");
  const { title, workOrderId, status } = found(row, "non-conformance");
  if (status === set.status) throw decidedMeanwhile(status);
  await tx.update(nonConformances).set(set).where(mine);
  const [order] = await tx
    .select({ number: workOrders.number })
    .from(workOrders)
    .where(and(eq(workOrders.organizationId, organizationId), eq(workOrders.id, workOrderId)));
  const { number } = found(order, "work order");
  await recordAudit(ctx, { organizationId, action, subject: id, details: { number, title } });
}

const decidedMeanwhile = (status: "open" | "closed") =>
  conflict(
    status === "closed"
      ? "This report was closed in the meantime. Reopen it to change the disposition."
      : "This report was reopened in the meantime.",
    { reason: "decided" },
  );
