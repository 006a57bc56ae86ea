import type { PriceTier } from "@/db/schema";

/** How a recurring price turns a quantity into an amount. Amounts in minor units, which may be fractions. */
export type Rate = {
  /** For one unit, or for one package if there are packages; unused with tiers. */
  unitAmount: number;
  tiers?: readonly PriceTier[] | null;
  /** `volume`: all units at the price of the tier the quantity falls into. `graduated`: each unit at that of its own tier. */
  tiersMode?: "graduated" | "volume" | null;
  /** Stripe's `transform_quantity`: the price is for so many units. */
  packageSize?: number | null;
  packageRounding?: "up" | "down" | null;
};

/** What `quantity` costs per interval, in minor units before rounding. */
export function amountFor(rate: Rate, quantity: number): number {
  const units = packagesOf(rate, quantity);
  if (!rate.tiers) return rate.unitAmount * units;
  return rate.tiersMode === "graduated" ? graduated(rate.tiers, units) : volume(rate.tiers, units);
}

function packagesOf({ packageSize, packageRounding }: Rate, quantity: number): number {
  if (!packageSize) return quantity;
  return packageRounding === "down" ? Math.floor(quantity / packageSize) : Math.ceil(quantity / packageSize);
}

function volume(tiers: readonly PriceTier[], units: number): number {
  const tier = tiers.find(({ upTo }) => upTo === null || units <= upTo);
  return tier && units > 0 ? costIn(tier, units) : 0;
}

function graduated(tiers: readonly PriceTier[], units: number): number {
  let below = 0;
  let total = 0;
  for (const tier of tiers) {
    if (units <= below) break;
    const upTo = Math.min(units, tier.upTo ?? units);
    total += costIn(tier, upTo - below);
    below = upTo;
  }
  return total;
}

const costIn = ({ unitAmount, flatAmount }: PriceTier, units: number) => (unitAmount ?? 0) * units + (flatAmount ?? 0);
