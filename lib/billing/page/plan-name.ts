import type { Catalog } from "@/lib/catalog";

/** A plan's name; its key for a plan that was removed from the catalog but still has customers. */
export const planName = (catalog: Catalog, key: string): string =>
  catalog.plans.find((plan) => plan.key === key)?.name ?? key;
