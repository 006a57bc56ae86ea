import "server-only";
import { catalog } from "@/lib/catalog";
import type { ProductPages } from "./types";

// Loaded by name, like the verbs in lib/products: only what renders pages needs them.
const { pages }: { pages: ProductPages } = await import(`../../products/${catalog.product}/pages/index.tsx`);

/** The pages of the product this deployment sells. */
export const productPages = pages;
