import type Stripe from "stripe";
import { emitEntitlements } from "../../events/emit";
import { fetchCustomer, fetchProduct } from "../../lookup/fetch";
import { entitlementsOf } from "../../objects/active-entitlements";
import { mergeMetadata } from "../../objects/metadata";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch } from "../../wire/errors";
import { matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Feature = PublicTables["feature"];

const features = "/v1/entitlements/features";
const active = "/v1/entitlements/active_entitlements";

/** Features, the products that have them, and customers' active entitlements. */
export function entitlementRoutes(api: Api): void {
  const file = "Entitlements/Features";
  api.post(
    features,
    params<Stripe.Entitlements.FeatureCreateParams>(file, "Entitlements.FeatureCreateParams"),
    createFeature,
  );
  api.get(`${features}/:id`, onlyExpand, (world, _, id) => fetchFeature(world, id));
  api.post(
    `${features}/:id`,
    params<Stripe.Entitlements.FeatureUpdateParams>(file, "Entitlements.FeatureUpdateParams"),
    (world, input, id) => {
      const before = fetchFeature(world, id);
      return world.store.put("feature", {
        ...before,
        active: input.active ?? before.active,
        metadata: mergeMetadata(before.metadata, input.metadata),
        name: input.name ?? before.name,
      });
    },
  );
  api.get(
    features,
    params<Stripe.Entitlements.FeatureListParams>(file, "Entitlements.FeatureListParams"),
    (world, input) => {
      const rows = [...world.store.all("feature")].filter(
        (row) => matches(row.lookup_key, input.lookup_key) && row.active === !(input.archived ?? false),
      );
      return page(rows, input, features);
    },
  );
  productFeatureRoutes(api);
  activeRoutes(api);
}

function productFeatureRoutes(api: Api): void {
  const path = "/v1/products/:id/features";
  api.post(path, params<Stripe.ProductCreateFeatureParams>("Products", "ProductCreateFeatureParams"), attachFeature);
  api.get(
    path,
    params<Stripe.ProductListFeaturesParams>("Products", "ProductListFeaturesParams"),
    (world, input, id) => {
      const rows = world.store.where("product_feature", "product", fetchProduct(world, id).id);
      return page(rows.map(withoutProduct), input, `/v1/products/${id}/features`);
    },
  );
  api.get(`${path}/:second`, onlyExpand, (world, _, id, second) =>
    withoutProduct(fetchProductFeature(world, id, second)),
  );
  api.delete(`${path}/:second`, onlyExpand, (world, _, id, second) => {
    world.store.delete("product_feature", fetchProductFeature(world, id, second).id);
    emitForSubscribers(world, id);
    return { id: second, object: "product_feature", deleted: true };
  });
}

function activeRoutes(api: Api): void {
  const file = "Entitlements/ActiveEntitlements";
  api.get(`${active}/:id`, onlyExpand, (world, _, id) => {
    const found = [...world.store.all("customer")]
      .flatMap((customer) => entitlementsOf(world, customer.id))
      .find((entitlement) => entitlement.id === id);
    if (!found) throw noSuch("active entitlement", id);
    return found;
  });
  api.get(
    active,
    params<Stripe.Entitlements.ActiveEntitlementListParams>(file, "Entitlements.ActiveEntitlementListParams"),
    (world, input) => page(entitlementsOf(world, fetchCustomer(world, input.customer, "customer").id), input, active),
  );
}

function fetchFeature(world: World, id: string, param = "id"): Feature {
  const feature = world.store.get("feature", id);
  if (!feature) throw noSuch("feature", id, param);
  return feature;
}

function createFeature(world: World, input: Wire<Stripe.Entitlements.FeatureCreateParams>): Feature {
  const taken = [...world.store.all("feature")].some((row) => row.active && row.lookup_key === input.lookup_key);
  if (taken)
    throw invalidRequest("A feature with this lookup key already exists.", "lookup_key", "resource_already_exists");
  return world.store.put("feature", {
    id: world.ids.next("feat"),
    object: "entitlements.feature",
    active: true,
    livemode: false,
    lookup_key: input.lookup_key,
    metadata: mergeMetadata({}, input.metadata),
    name: input.name,
  });
}

function attachFeature(world: World, input: Wire<Stripe.ProductCreateFeatureParams>, id: string): object {
  const product = fetchProduct(world, id).id;
  const entitlement_feature = fetchFeature(world, input.entitlement_feature, "entitlement_feature");
  const known = world.store.where("product_feature", "product", product);
  if (known.some((row) => row.entitlement_feature.id === entitlement_feature.id))
    throw invalidRequest(
      "This feature is already attached to the product.",
      "entitlement_feature",
      "resource_already_exists",
    );
  const row = {
    id: world.ids.next("prodft"),
    object: "product_feature" as const,
    entitlement_feature,
    livemode: false,
  };
  const attached = world.store.put("product_feature", { ...row, product });
  emitForSubscribers(world, product);
  return withoutProduct(attached);
}

/** Subscribers of the product have gained or lost a feature. */
function emitForSubscribers(world: World, product: string): void {
  const customers = [...world.store.all("subscription")]
    .filter((subscription) => subscription.items.data.some((item) => item.price.product === product))
    .map((subscription) => subscription.customer);
  for (const customer of new Set(customers)) emitEntitlements(world, customer);
}

function fetchProductFeature(world: World, product: string, id: string): PublicTables["product_feature"] {
  const row = world.store.get("product_feature", id);
  if (row?.product !== product) throw noSuch("product feature", id);
  return row;
}

function withoutProduct({ product: _, ...row }: PublicTables["product_feature"]): Wire<Stripe.ProductFeature> {
  return row;
}
