import { catalog } from "@/lib/catalog";

/** A plan taken out of the catalogue is still somebody's; its key says which it was. */
export const planName = (key: string): string => catalog.plans.find((plan) => plan.key === key)?.name ?? key;
