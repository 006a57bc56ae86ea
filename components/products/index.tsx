import { catalog } from "@/lib/catalog";
import { found } from "@/lib/errors";
import type { ProductPages } from "./types";
import { unison } from "./unison";

const pages: Readonly<Record<string, ProductPages>> = { unison };

/** The pages of the product this deployment sells. With `lib/products`, the one place that knows which there are. */
export const productPages: ProductPages = found(pages[catalog.product], "product");
