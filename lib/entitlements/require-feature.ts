import "server-only";
import { catalog, findFeature } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { GatehouseError } from "@/lib/errors";
import { upgradeUrl } from "./guard";
import { requireAccess } from "./require-access";
import type { Entitlements } from "./resolve/entitlements";
import { plansWith } from "./upgrade";

/**
 * Lets pass an organization that has the feature.
 *
 * @throws GatehouseError `feature_not_in_plan` (402) with the plans that have it, `unknown_name` (422), `forbidden` (403)
 *   while suspended.
 */
export async function requireFeature(ctx: TenantContext, key: string): Promise<Entitlements> {
  const feature = findFeature(catalog, key);
  const entitlements = await requireAccess(ctx, "read");
  if (entitlements.features.includes(key)) return entitlements;
  const plans = plansWith(catalog, key).map((plan) => ({ key: plan.key, name: plan.name }));
  const [lowest] = plans;
  throw new GatehouseError(
    "feature_not_in_plan",
    `${feature.name} is not part of ${entitlements.plan.name}.${lowest ? ` ${lowest.name} has it.` : ""}`,
    { feature: key, plan: entitlements.plan.key, availableIn: plans, upgradeUrl: upgradeUrl() },
  );
}
