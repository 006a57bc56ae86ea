import { share } from "./decimal";
import type { Period } from "./periods";

export interface Proration {
  kind: "credit" | "charge";
  amount: number;
}

/** The part of `amount` that belongs to what is left of the period at `at`, rounded to nearest. */
export function remainingShare(amount: number, period: Period, at: number): number {
  const left = Math.min(Math.max(period.end - at, 0), period.end - period.start);
  return share(amount, left, period.end - period.start);
}

/** What a change at `at` gives back for the old price and asks for the new one; what is zero is left out. */
export function prorate(old: number, fresh: number, period: Period, at: number): Proration[] {
  const credit = remainingShare(old, period, at);
  const charge = remainingShare(fresh, period, at);
  return [
    ...(credit === 0 ? [] : [{ kind: "credit" as const, amount: -credit }]),
    ...(charge === 0 ? [] : [{ kind: "charge" as const, amount: charge }]),
  ];
}
