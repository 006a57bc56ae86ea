import { env } from "@/lib/env";
import { type ProductName, products } from "@/products";

/** The product this deployment sells, named by PRODUCT when the server starts. */
export const { catalog, paths: productPaths } = products[env.PRODUCT ?? "unison"];

/** The catalog of any product in this build: the marketing pages of all of them are made ahead. */
export const catalogOf = (product: ProductName) => products[product].catalog;

export * from "./lookup";
export * from "./matrix";
export type * from "./types";
