import { productNames } from "@/lib/catalog";
// First: it loads the domain of the product that is sold, whose verbs may need it.
import "@/lib/products";
import type { ProductDomain } from "@/lib/products/types";

/** The verbs of every product in this build: their tables exist in every database, whichever product is sold. */
export const productDomains: readonly ProductDomain[] = await Promise.all(
  productNames.map(async (name): Promise<ProductDomain> => {
    const { domain } = await import(`../products/${name}/domain/index.ts`);
    return domain;
  }),
);
