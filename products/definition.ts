import type { Catalog } from "@/lib/catalog/types";

/** What is known of a product before any of its verbs or pages are loaded. */
export type ProductDefinition = {
  catalog: Catalog;
  /** Where its own pages are: the first segments of their addresses, such as "/work-orders". */
  paths: readonly string[];
};
