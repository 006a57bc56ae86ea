import type { ProductDefinition } from "./definition";
import { unison } from "./unison";

/**
 * The products this build contains, one line each; `PRODUCT` names the one a deployment sells. Everything reachable from here
 * is data, so that the catalog can be read anywhere. Verbs and pages are loaded by name: `domain` by lib/products, `pages` by
 * components/products. products/parts.ts says at start what a product lacks.
 */
export const products = {
  unison,
} satisfies Record<string, ProductDefinition>;

export type ProductName = keyof typeof products;

export const productNames = Object.keys(products) as [ProductName, ...ProductName[]];
