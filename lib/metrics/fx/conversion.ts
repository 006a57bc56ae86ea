import { grouped } from "@/lib/grouped";
import { minorUnits } from "@/lib/money";

/** How amounts of other currencies become amounts of one. Factors are between minor units. */
export type Conversion = {
  /** At the rate of a day. */
  factorAt(currency: string, day: string): number;
  /** At the rate of the day before. */
  factorBefore(currency: string, day: string): number;
};

/** The price of one unit of `currency` from a day on. */
export type DayRate = { currency: string; day: string; rate: number };

/** Where there is one currency only. */
export const noConversion: Conversion = { factorAt: () => 1, factorBefore: () => 1 };

/** A day without a rate has that of the last day that has one; before the first rate, the first one counts. */
export function conversionTo(base: string, rates: readonly DayRate[]): Conversion {
  const byCurrency = grouped(
    rates.toSorted((a, b) => (a.day < b.day ? -1 : 1)),
    ({ currency }) => currency,
  );
  const find = (currency: string, isKnown: (day: string) => boolean): number => {
    if (currency === base) return 1;
    const own = byCurrency.get(currency) ?? [];
    const rate = (own[lastIndex(own, isKnown)] ?? own[0])?.rate;
    if (rate === undefined) throw new Error(`There is no rate from ${currency} to ${base}.`);
    return (rate * minorUnits(base)) / minorUnits(currency);
  };
  return {
    factorAt: (currency, day) => find(currency, (known) => known <= day),
    factorBefore: (currency, day) => find(currency, (known) => known < day),
  };
}

/** By bisection: the last of the sorted rates that `isKnown`, or −1. */
function lastIndex(rates: readonly DayRate[], isKnown: (day: string) => boolean): number {
  let [low, high] = [0, rates.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isKnown(rates[middle]?.day ?? "")) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
