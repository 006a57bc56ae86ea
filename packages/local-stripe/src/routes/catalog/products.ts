import type Stripe from "stripe";
import { emit, emitChange } from "../../events/emit";
import { fetchProduct } from "../../lookup/fetch";
import { searchResult } from "../../lookup/search-result";
import { mergeMetadata, orNull } from "../../objects/metadata";
import { createPrice } from "../../objects/price-object";
import { newProduct } from "../../objects/product-object";
import type { PublicTables } from "../../store/tables";
import type { Api } from "../../wire/api";
import { invalidRequest, noSuch } from "../../wire/errors";
import { inRange, matches, page } from "../../wire/paging";
import { onlyExpand, params } from "../../wire/params";
import type { Wire } from "../../wire/types";
import type { World } from "../../world";

type Product = PublicTables["product"];

export function productRoutes(api: Api): void {
  api.post("/v1/products", params<Stripe.ProductCreateParams>("Products", "ProductCreateParams"), createProduct);
  api.get(
    "/v1/products/search",
    params<Stripe.ProductSearchParams>("Products", "ProductSearchParams"),
    (world, input) => searchResult(world.store.all("product"), input, "products"),
  );
  api.get("/v1/products/:id", onlyExpand, (world, _, id) => fetchProduct(world, id));
  api.post("/v1/products/:id", params<Stripe.ProductUpdateParams>("Products", "ProductUpdateParams"), updateProduct);
  api.delete("/v1/products/:id", onlyExpand, deleteProduct);
  api.get("/v1/products", params<Stripe.ProductListParams>("Products", "ProductListParams"), (world, input) => {
    const rows = [...world.store.all("product")].filter(
      (product) =>
        matches(product.active, input.active) &&
        matches(product.url, input.url) &&
        matches(product.shippable ?? false, input.shippable) &&
        matches(product.type, input.type) &&
        (input.ids === undefined || input.ids.includes(product.id)) &&
        inRange(product.created, input.created),
    );
    return page(rows, input, "/v1/products");
  });
}

/** Creates the product with its default price. */
export function createProduct(world: World, input: Wire<Stripe.ProductCreateParams>): Product {
  const product = newProduct(world, input);
  if (!input.default_price_data) return product;
  const price = createPrice(world, { ...input.default_price_data, product: product.id });
  return world.store.put("product", { ...product, default_price: price.id });
}

function updateProduct(world: World, input: Wire<Stripe.ProductUpdateParams>, id: string): Product {
  const before = fetchProduct(world, id);
  if (input.default_price !== undefined && !world.store.get("price", input.default_price)) {
    throw noSuch("price", input.default_price, "default_price");
  }
  const after = world.store.put("product", {
    ...before,
    active: input.active ?? before.active,
    default_price: input.default_price ?? before.default_price,
    description: orNull(input.description, before.description),
    images: input.images === undefined ? before.images : input.images || [],
    marketing_features:
      input.marketing_features === undefined ? before.marketing_features : input.marketing_features || [],
    metadata: mergeMetadata(before.metadata, input.metadata),
    name: input.name ?? before.name,
    package_dimensions: orNull(input.package_dimensions, before.package_dimensions),
    shippable: input.shippable ?? before.shippable,
    statement_descriptor: input.statement_descriptor ?? before.statement_descriptor,
    tax_code: orNull(input.tax_code, before.tax_code ?? null),
    unit_label: orNull(input.unit_label, before.unit_label ?? null),
    url: orNull(input.url, before.url),
    updated: world.clock.now(),
  });
  emitChange(world, "product.updated", before, after);
  return after;
}

function deleteProduct(world: World, _: unknown, id: string): object {
  const product = fetchProduct(world, id);
  if (world.store.where("price", "product", id).length > 0) {
    throw invalidRequest("This product cannot be deleted because it has one or more user-created prices.", "id");
  }
  world.store.delete("product", id);
  emit(world, "product.deleted", product);
  return { id, object: "product", deleted: true };
}
