import { env } from "@/lib/env";
import { unison } from "./products/unison";

const catalogs = { unison };

/** The catalogue of the product this deployment sells, named by PRODUCT. */
export const catalog = catalogs[env.PRODUCT ?? "unison"];

export * from "./lookup";
export * from "./matrix";
export type * from "./types";
