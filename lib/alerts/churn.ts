import { kpis } from "@/lib/metrics/kpis";
import type { MonthMovements } from "@/lib/metrics/revenue";

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
