import type { ProductSample } from "@/seed/product-sample";
import { copperRidgeTooling } from "./copper-ridge-tooling";
import { harborMetalworks } from "./harbor-metalworks";
import { northfieldCastings } from "./northfield-castings";
import { pastCustomers } from "./past-customers";
import { productRows } from "./product-rows";
import { words } from "./words";

/** Manufacturers with plants and work orders. */
export const sample: ProductSample = {
  scenarios: { paying: harborMetalworks, trialing: northfieldCastings, expired: copperRidgeTooling },
  pastCustomers,
  words,
  rows: productRows,
};
