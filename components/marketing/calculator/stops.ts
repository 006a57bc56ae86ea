import type { Meter, PriceList } from "@/lib/catalog/types";

/** The most that a field takes. */
export const maxUsage = 10_000_000;

const leading = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

/**
 * The values a slider moves over: fine where small numbers matter and coarse above, every limit of a plan among them, up to four
 * times the largest one. Pure.
 */
export function stopsOf(prices: PriceList, { key }: Meter): number[] {
  const limits = prices.plans.flatMap(({ limits }) => {
    const limit = limits[key];
    return typeof limit === "number" ? [limit] : [];
  });
  const end = Math.max(...limits, 5) * 4;
  const stops = new Set([0, ...limits, end]);
  for (let decade = 1; decade <= end; decade *= 10)
    for (const digit of leading) {
      const value = digit * decade;
      if (Number.isInteger(value) && value <= end) stops.add(value);
    }
  return [...stops].sort((a, b) => a - b);
}

/** The last stop that isn't beyond the value. Pure. */
export const stopIndex = (stops: readonly number[], value: number): number =>
  Math.max(
    0,
    stops.findLastIndex((stop) => stop <= value),
  );

/** A whole number from what somebody typed or pasted, such as "1,200 users"; within what a field takes. Pure. */
export function readCount(text: string): number {
  const [whole = ""] = text.split(".");
  const digits = whole.replaceAll(/\D/g, "");
  return digits.length > 12 ? maxUsage : Math.min(Number(digits), maxUsage);
}
