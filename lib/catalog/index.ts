import { env } from "@/lib/env";
import { found } from "@/lib/errors";
import { productNames, products } from "@/products";
import { defaultProduct } from "@/products/default-product";
import type { Catalog } from "./types";

/** The product this deployment sells, named by PRODUCT when the server starts. */
export const { catalog, paths: productPaths } = products[env.PRODUCT ?? defaultProduct];

/** The pages of the products that this build contains and this deployment doesn't sell. */
export const otherProductPaths: readonly string[] = Object.values(products)
  .filter((product) => product.catalog !== catalog)
  .flatMap(({ paths }) => paths);

const catalogs = new Map<string, Catalog>(Object.entries(products).map(([name, product]) => [name, product.catalog]));

/** The catalog of any product in this build. @throws GatehouseError `not_found`. */
export const catalogOf = (product: string): Catalog => found(catalogs.get(product), "product");

export * from "./lookup";
export * from "./matrix";
export * from "./price-text";
export * from "./rating";
export type * from "./types";
export { productNames };
