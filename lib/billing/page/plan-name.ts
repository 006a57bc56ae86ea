import type { Catalog } from "@/lib/catalog";

/** A plan removed from the catalog may still have customers: it is named by its key. */
export const planName = (catalog: Catalog, key: string): string =>
  catalog.plans.find((plan) => plan.key === key)?.name ?? key;
