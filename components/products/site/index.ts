import "server-only";
import type { ProductSite } from "./types";

/** The drawings of a product's landing page. Loaded by name: the build has the pages of every product. */
export async function productSite(product: string): Promise<ProductSite> {
  const { site }: { site: ProductSite } = await import(`../../../products/${product}/site/index.tsx`);
  return site;
}
