import type { ProductName } from ".";

/** Sold when `PRODUCT` names no other. */
export const defaultProduct: ProductName = "unison";
