import "server-only";
import { desc, eq } from "drizzle-orm";
import { entitlementOverrides, subscriptionItems } from "@/db/schema";
import { catalog, findFeature } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { type FeatureOffer, featureOffer } from "./feature-offer";
import { featureState } from "./features";
import { readSubscriptions } from "./read-subscriptions";
import { type Entitlements, type Grants, resolveEntitlements } from "./resolve";

/** What the organization may do at `ctx.now`, and why. */
export async function entitlementsOf(ctx: TenantContext): Promise<Entitlements> {
  return resolveEntitlements(catalog, await grantsOf(ctx), ctx.now);
}

/** What it might do with another plan and other items, all else being as it is. */
export async function entitlementsWith(
  ctx: TenantContext,
  { planKey, items }: { planKey: string; items: Grants["items"] },
): Promise<Entitlements> {
  const grants = await grantsOf(ctx);
  return resolveEntitlements(catalog, { ...grants, subscription: { ...grants.subscription, planKey }, items }, ctx.now);
}

async function grantsOf(ctx: TenantContext): Promise<Grants> {
  const { tx, organizationId } = ctx;
  const [[subscription], items, overrides] = await Promise.all([
    readSubscriptions(ctx, [organizationId]),
    tx.select().from(subscriptionItems).where(eq(subscriptionItems.organizationId, organizationId)),
    tx.select().from(entitlementOverrides).where(eq(entitlementOverrides.organizationId, organizationId)),
  ]);
  return { subscription: found(subscription, "organization"), items, overrides };
}

/** What the organization was granted beside its plan, the newest first, those that have ended too. */
export function overridesOf({ tx, organizationId }: TenantContext) {
  return tx
    .select()
    .from(entitlementOverrides)
    .where(eq(entitlementOverrides.organizationId, organizationId))
    .orderBy(desc(entitlementOverrides.createdAt));
}

/** Every feature, whether the organization has it, and which plans do. */
export function describeFeatures(entitlements: Entitlements) {
  return {
    plan: entitlements.plan.key,
    access: entitlements.access,
    features: catalog.features.map(({ key, name, group }) => {
      const { allowed, availableIn } = featureState(catalog, entitlements, key);
      return { feature: key, name, group, allowed, availableIn };
    }),
  };
}

/**
 * Whether the organization has a feature, and why.
 *
 * @throws GatehouseError `unknown_name` (422) with the valid names.
 */
export async function checkFeature(ctx: TenantContext, key: string) {
  findFeature(catalog, key);
  return featureState(catalog, await entitlementsOf(ctx), key);
}

/** What to show in place of a feature; null where the organization has it. @throws GatehouseError `unknown_name` (422). */
export async function offerOf(ctx: TenantContext, key: string): Promise<FeatureOffer | null> {
  return featureOffer(catalog, await entitlementsOf(ctx), key);
}
