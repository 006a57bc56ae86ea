import "server-only";
import { and, eq } from "drizzle-orm";
import { recordAudit } from "@/lib/audit";
import type { TenantContext } from "@/lib/context";
import { requireAccess, requireFeature } from "@/lib/entitlements";
import { notFound } from "@/lib/errors";
import { adjustGauge } from "@/lib/usage";
import { attributionModels } from "@/products/origin/schema";
import { type ModelName, modelWords } from "./models";

/**
 * Puts a model into use, if it isn't already.
 *
 * @throws GatehouseError `feature_not_in_plan` for a model that the plan lacks, `limit_reached` with as many models in use as the
 *   plan has.
 */
export async function adoptModel(ctx: TenantContext, model: ModelName): Promise<void> {
  await requireFeature(ctx, model);
  const { organizationId, now, tx } = ctx;
  const [added] = await tx
    .insert(attributionModels)
    .values({ organizationId, model, createdAt: now })
    .onConflictDoNothing()
    .returning({ model: attributionModels.model });
  if (added) await adjustGauge(ctx, { meter: "models", delta: 1 });
}

/** Takes a model out of use, which makes room for another. Its runs stay. @throws GatehouseError `not_found`, `read_only`. */
export async function removeModel(ctx: TenantContext, model: ModelName): Promise<void> {
  await requireAccess(ctx, "write");
  const { organizationId, tx } = ctx;
  const [removed] = await tx
    .delete(attributionModels)
    .where(and(eq(attributionModels.organizationId, organizationId), eq(attributionModels.model, model)))
    .returning({ model: attributionModels.model });
  if (!removed) throw notFound("model in use");
  await adjustGauge(ctx, { meter: "models", delta: -1 });
  const { name } = modelWords[model];
  await recordAudit(ctx, { organizationId, action: "attribution.model_removed", subject: model, details: { name } });
}

/** The models in use, those used for longest first. */
export async function modelsInUse({ organizationId, tx }: TenantContext): Promise<ModelName[]> {
  const rows = await tx
    .select({ model: attributionModels.model })
    .from(attributionModels)
    .where(eq(attributionModels.organizationId, organizationId))
    .orderBy(attributionModels.createdAt, attributionModels.model);
  return rows.map(({ model }) => model);
}
