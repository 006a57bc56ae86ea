/** A tier of a price. Amounts in minor units. */
export type Tier = {
  /** The last unit of the tier; null for no end. */
  upTo: number | null;
  /** For each unit in the tier. */
  unitAmount: number | string | null;
  /** Once, if the tier is reached. The first tier always is, even without a unit. */
  flatAmount: number | string | null;
};

/**
 * How a price turns a quantity into an amount. Amounts are in minor units and may be fractions with up to 12 decimal places:
 * as text they are exact, as a number while they have no more than 15 digits.
 */
export type Rate = {
  /** For one unit, or for one package if there are packages; unused with tiers. */
  unitAmount: number | string;
  tiers?: readonly Tier[] | null | undefined;
  /** `volume`: all units at the price of the tier the quantity falls into. `graduated`: each unit at that of its own tier. */
  tiersMode?: "graduated" | "volume" | null | undefined;
  /** Stripe's `transform_quantity`: the price is for so many units. Stripe doesn't combine it with tiers. */
  packageSize?: number | null | undefined;
  /** What becomes of a package that isn't full; `up` unless given. */
  packageRounding?: "up" | "down" | null | undefined;
};

/** A part of what a quantity costs: `units` (or packages) at `unitAmount` each, and `flatAmount` once. */
export type RatedPart = { units: number; unitAmount: number | string; flatAmount: number | string };

/**
 * What `quantity` costs, in whole minor units. The one rating of the repository: the pricing pages, the calculator, previews, MRR,
 * overage and the reasons of a charge all come from here. Pure.
 *
 * The exact sum is rounded once, to the nearest, halves away from zero, as Stripe rounds each line of an invoice: 30 units at 0.05
 * cents are 1.5, which is charged as 2 cents (docs.stripe.com/billing/subscriptions/decimal-amounts, "Rounding").
 */
export function amountFor(rate: Rate, quantity: number): number {
  const sum = partsFor(rate, quantity).reduce(
    (total, { units, unitAmount, flatAmount }) => total + exact(unitAmount) * BigInt(units) + exact(flatAmount),
    0n,
  );
  return Number((2n * sum + (sum < 0n ? -one : one)) / (2n * one));
}

/** The parts that a quantity's amount consists of, in the order of the tiers; one without tiers. Pure. */
export function partsFor(rate: Rate, quantity: number): RatedPart[] {
  const { tiers, tiersMode } = rate;
  if (!tiers) return [{ units: packagesOf(rate, quantity), unitAmount: rate.unitAmount, flatAmount: 0 }];
  return tiersMode === "graduated" ? graduated(tiers, quantity) : volume(tiers, quantity);
}

function packagesOf({ packageSize, packageRounding }: Rate, quantity: number): number {
  if (!packageSize) return quantity;
  return packageRounding === "down" ? Math.floor(quantity / packageSize) : Math.ceil(quantity / packageSize);
}

function volume(tiers: readonly Tier[], units: number): RatedPart[] {
  const tier = tiers.find(({ upTo }) => upTo === null || units <= upTo);
  return tier ? [partIn(tier, units)] : [];
}

function graduated(tiers: readonly Tier[], units: number): RatedPart[] {
  const parts: RatedPart[] = [];
  let below = 0;
  for (const tier of tiers) {
    if (parts.length > 0 && units <= below) break;
    const upTo = Math.min(units, tier.upTo ?? units);
    parts.push(partIn(tier, upTo - below));
    below = upTo;
  }
  return parts;
}

const partIn = ({ unitAmount, flatAmount }: Tier, units: number): RatedPart => ({
  units,
  unitAmount: unitAmount ?? 0,
  flatAmount: flatAmount ?? 0,
});

/** The decimal places that Stripe accepts in an amount. */
export const decimalPlaces = 12;
const one = 10n ** BigInt(decimalPlaces);

/** An amount in integers of 10⁻¹² minor units. A number stands for the decimal it is written as, not for its binary value. */
function exact(amount: number | string): bigint {
  if (Number.isInteger(amount)) return BigInt(amount) * one;
  const [mantissa = "0", exponent = "0"] = String(amount).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  const shift = decimalPlaces - fraction.length + Number(exponent);
  const digits = BigInt(whole + fraction);
  return shift < 0 ? digits / 10n ** BigInt(-shift) : digits * 10n ** BigInt(shift);
}

/** How many decimal places an amount is written with. Pure. */
export function placesOf(amount: number): number {
  const [mantissa = "", exponent = "0"] = String(amount).split("e");
  return Math.max(0, (mantissa.split(".")[1]?.length ?? 0) - Number(exponent));
}
