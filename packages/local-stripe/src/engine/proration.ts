import { share } from "./decimal";
import type { Period } from "./periods";

/** The part of `amount` that belongs to what is left of the period at `at`, rounded to nearest. */
export function remainingShare(amount: number, period: Period, at: number): number {
  return shareOfPeriod(amount, period, { start: at, end: period.end });
}

/** The part of a period's `amount` that belongs to a stretch of it, rounded to nearest; nothing outside of the period. */
export function shareOfPeriod(amount: number, period: Period, stretch: Period): number {
  const start = Math.max(stretch.start, period.start);
  const end = Math.min(stretch.end, period.end);
  return share(amount, Math.max(end - start, 0), period.end - period.start);
}
