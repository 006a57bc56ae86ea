import "server-only";
import { catalog } from "@/lib/catalog";
import type { ProductPages } from "./types";

// By name, as lib/products loads its verbs: only what shows pages needs them.
const { pages }: { pages: ProductPages } = await import(`../../products/${catalog.product}/pages/index.tsx`);

/** The pages of the product this deployment sells. */
export const productPages = pages;
