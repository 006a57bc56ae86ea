import { share } from "./decimal";

export interface Rate {
  id: string;
  /** With up to four decimals. */
  percentage: number;
  inclusive: boolean;
}

export interface Tax {
  rate: string;
  inclusive: boolean;
  amount: number;
  /** What the rate is applied to: the amount without the taxes it includes. */
  taxable: number;
}

const whole = 1_000_000;

/**
 * What each rate makes of an amount, in minor units, each rounded to nearest. Inclusive rates are found in the amount
 * together; exclusive ones come on top of what is left without them.
 */
export function taxesOn(amount: number, rates: readonly Rate[]): Tax[] {
  const included = rates.filter((rate) => rate.inclusive);
  const together = included.reduce((sum, rate) => sum + parts(rate), whole);
  const inside = new Map(included.map((rate) => [rate.id, share(amount, parts(rate), together)]));
  const taxable = amount - [...inside.values()].reduce((sum, part) => sum + part, 0);
  return rates.map((rate) => ({
    rate: rate.id,
    inclusive: rate.inclusive,
    amount: inside.get(rate.id) ?? share(taxable, parts(rate), whole),
    taxable,
  }));
}

/** Millionths, so that four decimals of a percentage are whole. */
function parts(rate: Rate): number {
  return Math.round(rate.percentage * 10_000);
}
