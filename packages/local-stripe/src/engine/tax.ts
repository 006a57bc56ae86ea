import { share } from "./decimal";

export interface Rate {
  id: string;
  /** With up to four decimal places. */
  percentage: number;
  inclusive: boolean;
}

export interface Tax {
  rate: string;
  inclusive: boolean;
  amount: number;
  /** The amount the rate applies to, without inclusive taxes. */
  taxable: number;
}

const whole = 1_000_000;

/**
 * What each rate comes to, in minor units, each rounded to the nearest unit. Inclusive rates are part of the amount;
 * exclusive ones are added to what remains without them.
 */
export function taxesOn(amount: number, rates: readonly Rate[]): Tax[] {
  const included = rates.filter((rate) => rate.inclusive);
  const together = included.reduce((sum, rate) => sum + parts(rate), whole);
  const inclusive = new Map(included.map((rate) => [rate.id, share(amount, parts(rate), together)]));
  const taxable = amount - [...inclusive.values()].reduce((sum, part) => sum + part, 0);
  return rates.map((rate) => ({
    rate: rate.id,
    inclusive: rate.inclusive,
    amount: inclusive.get(rate.id) ?? share(taxable, parts(rate), whole),
    taxable,
  }));
}

/** In millionths, so that a percentage with four decimals is a whole number. */
function parts(rate: Rate): number {
  return Math.round(rate.percentage * 10_000);
}
