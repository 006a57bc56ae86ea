import "server-only";
import { catalog } from "@/lib/catalog";
import { found } from "@/lib/errors";
import type { Product } from "./types";
import { unison } from "./unison";

const products: Readonly<Record<string, Product>> = { unison };

/** The product this deployment sells. With `components/products`, the one place that knows which there are. */
export const product: Product = found(products[catalog.product], "product");

export type { ProfileQuestion, SetupItem } from "./types";
