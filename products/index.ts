import type { ProductDefinition } from "./definition";
import { leadflow } from "./leadflow";
import { origin } from "./origin";
import { unison } from "./unison";

/**
 * The products in this build, one line each; `PRODUCT` names the one a deployment sells. Everything imported here is
 * data, so that the catalog can be read anywhere. Verbs and pages are loaded by name: `domain` by lib/products, `pages`
 * by components/products. products/parts.ts checks at start that each product is complete.
 */
export const products = {
  unison,
  origin,
  leadflow,
} satisfies Record<string, ProductDefinition>;

export type { ProductDefinition };
export type ProductName = keyof typeof products;

export const productNames = Object.keys(products) as [ProductName, ...ProductName[]];
