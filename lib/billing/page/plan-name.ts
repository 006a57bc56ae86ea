import type { Catalog } from "@/lib/catalog";

/** A plan taken out of the catalogue is still somebody's, by its key. */
export const planName = (catalog: Catalog, key: string): string =>
  catalog.plans.find((plan) => plan.key === key)?.name ?? key;
