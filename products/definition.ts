import type { Catalog } from "@/lib/catalog/types";

/** What is known about a product before its verbs and pages are loaded. */
export type ProductDefinition = {
  catalog: Catalog;
  /** The first path segments of its own pages, such as "/work-orders". */
  paths: readonly string[];
};
