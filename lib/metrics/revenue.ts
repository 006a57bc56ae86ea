import { kpis } from "./kpis";
import { addMonths, monthKey, monthStart } from "./months";
import type { MovementKind } from "./movements";

/** The movements of one kind in one currency and month, summed. Amounts in minor units a month. */
export type MonthlySum = { month: string; currency: string; kind: MovementKind; amount: number; count: number };

/** How many organizations pay (MRR > 0) in one currency. */
export type PayingCount = { currency: string; paying: number };

/** The MRR that the customers of the month's start have lost in one currency. */
export type LostMrr = { currency: string; lost: number };

/** The same by whether the customers left or pay less. Amounts in minor units a month. */
export type MonthLosses = LostMrr & {
  left: { amount: number; customers: number };
  reduced: { amount: number; customers: number };
};

export type CurrencyRevenue = {
  currency: string;
  mrr: number;
  arr: number;
  paying: number;
  /** Null without paying organizations. */
  arpa: number | null;
};

export type MonthMovements = {
  currency: string;
  /** MRR at the start of the month and now: opening + movements = closing. */
  opening: number;
  closing: number;
  /** MRR that the customers of the month's start have lost since, each by itself: Σ max(0, opening − closing). */
  lost: number;
  byKind: Record<MovementKind, { amount: number; count: number }>;
};

export type SeriesPoint = { month: string; currency: string; mrr: number };

/** Current revenue per currency, the largest first. */
export function revenueByCurrency(sums: readonly MonthlySum[], counts: readonly PayingCount[]): CurrencyRevenue[] {
  return currenciesOf(sums)
    .map((currency) => {
      const mrr = kpis.mrr.formula(sums.filter((sum) => sum.currency === currency));
      const paying = counts.find((count) => count.currency === currency)?.paying ?? 0;
      return { currency, mrr, arr: kpis.arr.formula({ mrr }), paying, arpa: kpis.arpa.formula({ mrr, paying }) };
    })
    .sort((a, b) => b.mrr - a.mrr);
}

/** The movements of the month of `now`, per currency. */
export function monthMovements(sums: readonly MonthlySum[], lostMrr: readonly LostMrr[], now: Date): MonthMovements[] {
  const month = monthKey(now);
  return currenciesOf(sums).map((currency) => {
    const own = sums.filter((sum) => sum.currency === currency);
    const opening = kpis.mrr.formula(own.filter((sum) => sum.month < month));
    const byKind = emptyKinds();
    for (const { kind, amount, count } of own.filter((sum) => sum.month === month)) {
      byKind[kind] = { amount: byKind[kind].amount + amount, count: byKind[kind].count + count };
    }
    const lost = lostMrr.find((each) => each.currency === currency)?.lost ?? 0;
    return { currency, opening, closing: opening + kpis.mrr.formula(Object.values(byKind)), lost, byKind };
  });
}

/** MRR at the end of each of the last `months` months; the current month up to now. */
export function mrrSeries(sums: readonly MonthlySum[], now: Date, months: number): SeriesPoint[] {
  const last = monthStart(now);
  return Array.from({ length: months }, (_, index) => monthKey(addMonths(last, index - months + 1))).flatMap((month) =>
    currenciesOf(sums).map((currency) => ({
      month,
      currency,
      mrr: kpis.mrr.formula(sums.filter((sum) => sum.currency === currency && sum.month <= month)),
    })),
  );
}

const currenciesOf = (sums: readonly MonthlySum[]) => [...new Set(sums.map(({ currency }) => currency))].sort();

const emptyKinds = (): MonthMovements["byKind"] => ({
  new: { amount: 0, count: 0 },
  expansion: { amount: 0, count: 0 },
  contraction: { amount: 0, count: 0 },
  churn: { amount: 0, count: 0 },
  reactivation: { amount: 0, count: 0 },
  paused: { amount: 0, count: 0 },
  resumed: { amount: 0, count: 0 },
});
