import type { MonthChurn } from "@/lib/metrics";
import { formatMoney } from "@/lib/money";
import { formatCount, formatPercent } from "@/lib/numbers";

export type ChurnBreach = MonthChurn & { rate: number };

/**
 * The currencies in which this month's gross MRR churn is above the threshold.
 *
 * @param percent the threshold in percent; 0 turns the alert off.
 */
export function churnBreaches(months: readonly MonthChurn[], percent: number): ChurnBreach[] {
  if (percent === 0) return [];
  return months.flatMap((month) => {
    const rate = month.rate ?? 0;
    return rate * 100 > percent ? [{ ...month, rate }] : [];
  });
}

/**
 * What the rate consists of. Churn in money includes customers who only pay less, so leaving is named apart.
 *
 * @param percent the threshold in percent.
 */
export function churnText(
  { currency, left, reduced }: Pick<MonthChurn, "currency" | "left" | "reduced">,
  percent: number,
): string {
  const parts = [
    ...(left.customers > 0 ? [`${formatCount(left.customers, "customer")} left (${loss(left.amount, currency)})`] : []),
    ...(reduced.customers > 0
      ? [
          `${formatCount(reduced.customers, "customer")} ${reduced.customers === 1 ? "pays" : "pay"} less (${loss(reduced.amount, currency)})`,
        ]
      : []),
  ];
  const nobodyLeft = left.customers === 0 ? " No customers were lost." : "";
  return `Gross MRR churn in ${currency.toUpperCase()} is above your threshold of ${formatPercent(percent / 100)}: ${parts.join(", and ")}.${nobodyLeft} Review the recent movements to see why.`;
}

const loss = (amount: number, currency: string): string => `−${formatMoney({ amount, currency })} MRR`;
