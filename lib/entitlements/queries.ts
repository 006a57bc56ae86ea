import "server-only";
import { desc, eq, inArray } from "drizzle-orm";
import { entitlementOverrides, subscriptionItems } from "@/db/schema";
import { catalog, catalogIn, findFeature } from "@/lib/catalog";
import type { Context, TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { oncePerRequest } from "@/lib/once-per-request";
import { type FeatureOffer, featureOffer, featureState } from "./features";
import { readSubscriptions } from "./read-subscriptions";
import type { Entitlements, Grants } from "./resolve/entitlements";
import { resolveSold, soldIn } from "./resolve-sold";

/** The currency in which the organization's overage is priced: the one it pays in, or the catalog's. */
export const overageCurrency = async (ctx: TenantContext): Promise<string> =>
  catalogIn(catalog, soldIn(await grantsOf(ctx))).currency;

/** The entitlements of the organization at `ctx.now`. */
export async function entitlementsOf(ctx: TenantContext): Promise<Entitlements> {
  return resolveSold(await grantsOf(ctx), ctx.now);
}

/** The entitlements of many organizations at `ctx.now`, by id. For a platform-role transaction. */
export async function entitlementsOfMany(ctx: Context, ids: readonly string[]): Promise<Map<string, Entitlements>> {
  const [rows, items, overrides] = await Promise.all([
    readSubscriptions(ctx, ids),
    ctx.tx
      .select()
      .from(subscriptionItems)
      .where(inArray(subscriptionItems.organizationId, [...ids])),
    ctx.tx
      .select()
      .from(entitlementOverrides)
      .where(inArray(entitlementOverrides.organizationId, [...ids])),
  ]);
  const itemsOf = byOrganization(items);
  const overridesBy = byOrganization(overrides);
  return new Map(
    rows.map(({ organizationId: id, ...subscription }) => {
      const grants = { subscription, items: itemsOf.get(id) ?? [], overrides: overridesBy.get(id) ?? [] };
      return [id, resolveSold(grants, ctx.now)];
    }),
  );
}

function byOrganization<Row extends { organizationId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(row.organizationId);
    if (group) group.push(row);
    else groups.set(row.organizationId, [row]);
  }
  return groups;
}

/** The entitlements at a later time, with the plan and items the organization will have by then. */
export async function entitlementsAt(
  ctx: TenantContext,
  at: Date,
  then: { planKey: string; items: Grants["items"] } | null,
): Promise<Entitlements> {
  const { subscription, items, overrides } = await grantsOf(ctx);
  const { planKey } = then ?? subscription;
  const grants = { subscription: { ...subscription, planKey }, items: then?.items ?? items, overrides };
  return resolveSold(grants, at);
}

/** The entitlements now, and with another plan and other items, everything else unchanged. */
export async function compareEntitlements(
  ctx: TenantContext,
  { planKey, items }: { planKey: string; items: Grants["items"] },
): Promise<{ before: Entitlements; after: Entitlements }> {
  const grants = await grantsOf(ctx);
  const changed = { ...grants, subscription: { ...grants.subscription, planKey }, items };
  return {
    before: resolveSold(grants, ctx.now),
    after: resolveSold(changed, ctx.now),
  };
}

/** The rows that entitlements are resolved from, whole: the billing summary is made of the same ones. */
export const grantsOf = oncePerRequest(async (ctx: TenantContext) => {
  const { tx, organizationId } = ctx;
  const [[subscription], items, overrides] = await Promise.all([
    readSubscriptions(ctx, [organizationId]),
    tx.select().from(subscriptionItems).where(eq(subscriptionItems.organizationId, organizationId)),
    tx.select().from(entitlementOverrides).where(eq(entitlementOverrides.organizationId, organizationId)),
  ]);
  return { subscription: found(subscription, "organization"), items, overrides };
});

/** The overrides of the organization, newest first, including expired ones. */
export function overridesOf({ tx, organizationId }: TenantContext) {
  return tx
    .select()
    .from(entitlementOverrides)
    .where(eq(entitlementOverrides.organizationId, organizationId))
    .orderBy(desc(entitlementOverrides.createdAt));
}

/** Every feature, whether the organization has it, and which plans include it. */
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

/** What to show in place of a feature; null if the organization has it. @throws GatehouseError `unknown_name` (422). */
export async function offerOf(ctx: TenantContext, key: string): Promise<FeatureOffer | null> {
  return featureOffer(catalog, await entitlementsOf(ctx), key);
}
