import type { Limit, Overage } from "@/lib/catalog";

/** Units beyond what is included. Pure. */
export function overageUnits(used: number, included: Limit): number {
  return included === "unlimited" ? 0 : Math.max(0, used - included);
}

/**
 * What so many units beyond the included ones cost, in minor units of the catalogue's currency: each `per` units begun
 * cost `unitAmount`. Stripe rates the same way (`transform_quantity`, rounded up), over what was reported in the period
 * of the invoice; a test compares the two. Pure.
 */
export function rateOverage({ unitAmount, per }: Pick<Overage, "unitAmount" | "per">, units: number): number {
  return Math.ceil(units / per) * unitAmount;
}

/** What a counter's use in this period costs beyond the plan, as far as it goes; null where nothing is sold. Pure. */
export function estimateOverage(usage: { used: number; limit: Limit; overage: Overage | null }) {
  if (!usage.overage) return null;
  const units = overageUnits(usage.used, usage.limit);
  return { units, amount: rateOverage(usage.overage, units) };
}
