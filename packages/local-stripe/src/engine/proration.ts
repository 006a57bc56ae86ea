import { share } from "./decimal";
import type { Period } from "./periods";

/** The share of `amount` for the time from `at` to the period's end, rounded to the nearest unit. */
export function remainingShare(amount: number, period: Period, at: number): number {
  return shareOfPeriod(amount, period, { start: at, end: period.end });
}

/**
 * The share of a period's `amount` for a range within it, rounded to the nearest unit. Time outside the period doesn't
 * count.
 */
export function shareOfPeriod(amount: number, period: Period, range: Period): number {
  const start = Math.max(range.start, period.start);
  const end = Math.min(range.end, period.end);
  return share(amount, Math.max(end - start, 0), period.end - period.start);
}
