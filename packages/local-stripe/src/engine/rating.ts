import { parseDecimal, roundToUnit, times } from "./decimal";

export interface Tier {
  /** The last unit of the tier; null for no limit. */
  up_to: number | null;
  unit_amount_decimal: string | null;
  flat_amount_decimal: string | null;
}

/** The parts of a price that determine what a quantity costs. */
export interface Rate {
  unit_amount_decimal: string | null;
  tiers?: readonly Tier[];
  tiers_mode: string | null;
  transform_quantity: { divide_by: number; round: string } | null;
}

/** What `quantity` costs, in minor units. */
export function rate(price: Rate, quantity: number): number {
  const units = transform(price, quantity);
  if (!price.tiers) return times(price.unit_amount_decimal ?? "0", units);
  return price.tiers_mode === "graduated" ? graduated(price.tiers, units) : volume(price.tiers, units);
}

function transform(price: Rate, quantity: number): number {
  if (!price.transform_quantity) return quantity;
  const { divide_by, round } = price.transform_quantity;
  return round === "up" ? Math.ceil(quantity / divide_by) : Math.floor(quantity / divide_by);
}

/** All units at the price of the tier the total falls into. Tiers start from 0: without a unit it is the first one's flat amount. */
function volume(tiers: readonly Tier[], units: number): number {
  const tier = tiers.find((candidate) => candidate.up_to === null || units <= candidate.up_to);
  if (!tier) return 0;
  return roundToUnit(cost(tier, units));
}

/** Each unit at the price of the tier it falls into, and the flat amount of each tier that is reached: the first one always is. */
function graduated(tiers: readonly Tier[], units: number): number {
  let below = 0;
  let total = 0n;
  for (const tier of tiers) {
    if (units <= below && tier !== tiers[0]) break;
    const upTo = Math.min(units, tier.up_to ?? units);
    total += cost(tier, upTo - below);
    below = upTo;
  }
  return roundToUnit(total);
}

function cost(tier: Tier, units: number): bigint {
  return parseDecimal(tier.unit_amount_decimal ?? "0") * BigInt(units) + parseDecimal(tier.flat_amount_decimal ?? "0");
}
