import type Stripe from "stripe";
import type { PublicTables } from "../store/tables";
import { embeddedList, type Wire } from "../wire/types";
import type { World } from "../world";

type Active = Wire<Stripe.Entitlements.ActiveEntitlement>;

/** The features of all products of subscriptions that give access, without duplicates. */
export function entitlementsOf(world: World, customer: string): Active[] {
  const products = world.store
    .where("subscription", "customer", customer)
    .filter(({ status }) => status === "active" || status === "trialing" || status === "past_due")
    .flatMap((subscription) => subscription.items.data.map((item) => item.price.product));
  const granted = new Map<string, PublicTables["feature"]>();
  for (const product of products) {
    for (const row of world.store.where("product_feature", "product", product)) {
      const feature = world.store.get("feature", row.entitlement_feature.id);
      if (feature) granted.set(feature.id, feature);
    }
  }
  return [...granted.values()].map((feature) => ({
    id: `ent_test_${feature.id.slice(5)}${customer.slice(4)}`,
    object: "entitlements.active_entitlement",
    feature: feature.id,
    livemode: false,
    lookup_key: feature.lookup_key,
  }));
}

export function entitlementSummary(
  customer: string,
  entitlements: Active[],
): Wire<Stripe.Entitlements.ActiveEntitlementSummary> {
  const url = `/v1/customer/${customer}/entitlements`;
  return {
    object: "entitlements.active_entitlement_summary",
    customer,
    entitlements: embeddedList(url, entitlements),
    livemode: false,
  };
}
