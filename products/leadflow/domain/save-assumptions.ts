import "server-only";
import { recordAudit } from "@/lib/audit";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { requireAccess } from "@/lib/entitlements";
import { minorUnits } from "@/lib/money";
import { valueAssumptions } from "@/products/leadflow/schema";
import { type AssumptionsInput, fromInput } from "./assumptions";

/** Sets what the organization's time is worth. @throws GatehouseError `read_only`. */
export async function saveAssumptions(ctx: TenantContext, input: AssumptionsInput): Promise<void> {
  await requireAccess(ctx, "write");
  const { tx, organizationId, actor, now } = ctx;
  const given = fromInput(input, minorUnits(catalog.currency));
  const row = { ...given, updatedAt: now, updatedBy: actor.kind === "user" ? actor.id : null };
  await tx
    .insert(valueAssumptions)
    .values({ organizationId, ...row })
    .onConflictDoUpdate({ target: valueAssumptions.organizationId, set: row });
  await recordAudit(ctx, { organizationId, action: "assumptions.changed", subject: organizationId, details: given });
}
