import "server-only";
import { eq } from "drizzle-orm";
import { entitlementOverrides, subscriptionItems, subscriptions } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { type Entitlements, type Grants, resolveEntitlements } from "./resolve";

/** What the organization may do at `ctx.now`, and why. */
export async function entitlementsOf(ctx: TenantContext): Promise<Entitlements> {
  return resolveEntitlements(catalog, await grantsOf(ctx), ctx.now);
}

async function grantsOf({ tx, organizationId }: TenantContext): Promise<Grants> {
  const [subscription, items, overrides] = await Promise.all([
    tx.select().from(subscriptions).where(eq(subscriptions.organizationId, organizationId)),
    tx.select().from(subscriptionItems).where(eq(subscriptionItems.organizationId, organizationId)),
    tx.select().from(entitlementOverrides).where(eq(entitlementOverrides.organizationId, organizationId)),
  ]);
  return { subscription: found(subscription[0], "organization"), items, overrides };
}
