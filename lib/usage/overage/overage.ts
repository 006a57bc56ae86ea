import type { Limit, Overage } from "@/lib/catalog";

/** Units above the limit. Pure. */
export function overageUnits(used: number, included: Limit): number {
  return included === "unlimited" ? 0 : Math.max(0, used - included);
}

/**
 * The price of overage units in minor units of the catalog's currency: `unitAmount` per `per` units, rounded up. Stripe
 * rates the units reported in the period of an invoice the same way (`transform_quantity`); a test compares the two. Pure.
 */
export function rateOverage({ unitAmount, per }: Pick<Overage, "unitAmount" | "per">, units: number): number {
  return Math.ceil(units / per) * unitAmount;
}

/** The overage of a counter in this period so far, and its price; null if overage isn't sold. Pure. */
export function estimateOverage(usage: { used: number; limit: Limit; overage: Overage | null }) {
  if (!usage.overage) return null;
  const units = overageUnits(usage.used, usage.limit);
  return { units, amount: rateOverage(usage.overage, units) };
}
