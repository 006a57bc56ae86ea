import type { ProductDomain } from "@/lib/products/types";
import { productNames } from "@/products";

/** The verbs of every product in this build: their tables exist in every database, whichever product is sold. */
export const productDomains: readonly ProductDomain[] = await Promise.all(
  productNames.map(async (name): Promise<ProductDomain> => {
    const { domain } = await import(`../products/${name}/domain/index.ts`);
    return domain;
  }),
);
