import type Stripe from "stripe";
import { emit } from "../events/emit";
import type { PublicTables } from "../store/tables";
import { invalidRequest } from "../wire/errors";
import type { Wire } from "../wire/types";
import type { World } from "../world";
import { mergeMetadata } from "./metadata";

type Product = PublicTables["product"];

/** A product without a default price. */
export function newProduct(world: World, input: Wire<Stripe.ProductCreateParams>): Product {
  const now = world.clock.now();
  const id = input.id ?? world.ids.next("prod", 14);
  if (world.store.get("product", id)) throw invalidRequest(`Product already exists.`, "id", "resource_already_exists");
  const product = world.store.put("product", {
    id,
    object: "product",
    active: input.active ?? true,
    created: now,
    default_price: null,
    description: input.description ?? null,
    images: input.images ?? [],
    livemode: false,
    marketing_features: input.marketing_features ?? [],
    metadata: mergeMetadata({}, input.metadata),
    name: input.name,
    package_dimensions: input.package_dimensions ?? null,
    shippable: input.shippable ?? null,
    statement_descriptor: input.statement_descriptor ?? null,
    tax_code: input.tax_code ?? null,
    tax_details: null,
    type: input.type ?? "service",
    unit_label: input.unit_label ?? null,
    updated: now,
    url: input.url ?? null,
  });
  emit(world, "product.created", product);
  return product;
}
