import { kpis } from "@/lib/metrics/kpis";
import type { MonthLosses, MonthMovements } from "@/lib/metrics/revenue";
import { formatMoney } from "@/lib/money";
import { formatCount, formatPercent } from "@/lib/numbers";

export type ChurnBreach = { currency: string; month: string; rate: number };

/**
 * The currencies in which this month's gross MRR churn is above the threshold.
 *
 * @param percent the threshold in percent; 0 turns the alert off.
 */
export function churnBreaches(month: readonly MonthMovements[], percent: number, now: Date): ChurnBreach[] {
  if (percent === 0) return [];
  return month.flatMap((movements) => {
    const rate = kpis.grossMrrChurn.formula(movements) ?? 0;
    return rate * 100 > percent ? [{ currency: movements.currency, month: now.toISOString().slice(0, 7), rate }] : [];
  });
}

/**
 * What the rate consists of. Churn in money includes customers who only pay less, so leaving is named apart.
 *
 * @param percent the threshold in percent.
 */
export function churnText({ currency, left, reduced }: MonthLosses, percent: number): string {
  const parts = [
    ...(left.customers > 0 ? [`${formatCount(left.customers, "customer")} left (${loss(left.amount, currency)})`] : []),
    ...(reduced.customers > 0
      ? [
          `${formatCount(reduced.customers, "customer")} ${reduced.customers === 1 ? "pays" : "pay"} less (${loss(reduced.amount, currency)})`,
        ]
      : []),
  ];
  const nobodyLeft = left.customers === 0 ? " No one left." : "";
  return `Gross MRR churn in ${currency.toUpperCase()} is above your threshold of ${formatPercent(percent / 100)}: ${parts.join(", and ")}.${nobodyLeft} Review the recent movements to see why.`;
}

const loss = (amount: number, currency: string): string => `−${formatMoney({ amount, currency })} MRR`;
