import "server-only";
import { catalog, findFeature } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { GatehouseError } from "@/lib/errors";
import { assertAccess, upgradeUrl } from "./guard";
import { entitlementsOf } from "./queries";
import type { Entitlements } from "./resolve/entitlements";
import { plansWith } from "./upgrade";

/**
 * Checks the organization's access. `write` is anything that creates or changes something; `read` is refused only while
 * the organization is suspended.
 *
 * @throws GatehouseError `read_only` (402) or, while suspended, `forbidden` (403).
 */
export async function requireAccess(ctx: TenantContext, need: "read" | "write" = "write"): Promise<Entitlements> {
  const entitlements = await entitlementsOf(ctx);
  assertAccess(entitlements, need);
  return entitlements;
}

/** Reads for a page, or returns undefined while the organization is suspended, which the page then shows. */
export async function whenReadable<T>(ctx: TenantContext, read: () => Promise<T>): Promise<T | undefined> {
  const { access } = await entitlementsOf(ctx);
  return access === "blocked" ? undefined : read();
}

/**
 * Checks that the organization has a feature.
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
    `${feature.name} isn't included in ${entitlements.plan.name}.${lowest ? ` Upgrade to ${lowest.name} to use it.` : ""}`,
    { feature: key, plan: entitlements.plan.key, availableIn: plans, upgradeUrl: upgradeUrl() },
  );
}
