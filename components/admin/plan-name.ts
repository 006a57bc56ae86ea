import { catalog } from "@/lib/catalog";

/** A plan that was removed from the catalog may still have subscribers. It shows by its key. */
export const planName = (key: string): string => catalog.plans.find((plan) => plan.key === key)?.name ?? key;
