import { describe, expect, it } from "vitest";
import { type Metric, metrics } from "./declarations";
import { type Balances, combined, type PeriodSums } from "./period-sums";
import type { SumKind } from "./rollup/sums";

const balances = (mrr: number, customers = 1): Balances => ({
  mrr,
  kept: mrr,
  customers,
  keptCustomers: customers,
  organizations: 0,
  trials: 0,
});

/** A period with these amounts, one row each. */
function period(opening: number, amounts: Partial<Record<SumKind, number>>, customers = 1): PeriodSums {
  const sums = combined([]);
  for (const [kind, amount] of Object.entries(amounts)) {
    sums.kinds[kind as SumKind] = { amount, count: 1, customers: 0 };
  }
  return { ...sums, opening: balances(opening, customers), closing: balances(opening, customers) };
}
const of = (metric: Metric, sums: PeriodSums, trailing: PeriodSums[] = [sums]) =>
  metric.formula({ ...sums, trailing, ending: 0 });

describe("the metrics", () => {
  it("have a slug of their own, a hint, and a source", () => {
    const all: Metric[] = Object.values(metrics);
    expect(new Set(all.map(({ slug }) => slug)).size).toBe(all.length);
    for (const { slug, hint, label } of all)
      expect([slug, hint.length > 5, label.length > 2]).toEqual([slug, true, true]);
  });

  it("compute MRR, ARR and ARPA from what exists at the end", () => {
    const sums = { ...period(0, {}), closing: balances(10_001, 2) };
    expect([of(metrics.mrr, sums), of(metrics.arr, sums), of(metrics.arpa, sums)]).toEqual([10_001, 120_012, 5_001]);
    expect(of(metrics.arpa, { ...sums, closing: balances(0, 0) })).toBeNull();
  });

  it("compute net new MRR from all movements", () => {
    expect(of(metrics.netNewMrr, period(100_000, { new: 19_900, churn: -4_900 }))).toBe(15_000);
  });

  it.each<[string, PeriodSums, number, number | null]>([
    ["churn alone", period(100_000, { churn: -5_000, left_voluntary: 5_000 }), 5_000, 0.05],
    [
      "contraction counts toward the rate only",
      period(100_000, { churn: -5_000, left_delinquent: 5_000, reduced: 2_500 }),
      5_000,
      0.075,
    ],
    [
      "expansion doesn't offset it",
      period(100_000, { churn: -5_000, left_voluntary: 5_000, gained: 50_000 }),
      5_000,
      0.05,
    ],
    ["a pause is no churn", period(100_000, { paused: -5_000 }), 0, 0],
    ["joined and left within the month", period(100_000, { new: 30_000, churn: -30_000 }), 30_000, 0],
    ["no base without customers at the start", period(0, { churn: -5_000 }), 5_000, null],
  ])("compute churn: %s", (_what, given, amount, rate) => {
    expect(of(metrics.churnedMrr, given)).toBe(amount);
    expect(of(metrics.grossMrrChurn, given)).toBe(rate);
    const grr = of(metrics.grr, given);
    expect(grr).toBe(rate === null ? null : 1 - rate);
  });

  it("compute NRR with what customers of the start gained and lost", () => {
    expect(of(metrics.nrr, period(100_000, { gained: 20_000, reduced: 5_000, left_voluntary: 10_000 }))).toBe(1.05);
  });

  it("compute customer churn by cause", () => {
    const sums = period(100_000, { left_voluntary: 1, left_delinquent: 1 }, 10);
    expect(of(metrics.logoChurn, sums)).toBe(0.2);
    expect(of(metrics.voluntaryLogoChurn, sums)).toBe(0.1);
    expect(of(metrics.delinquentLogoChurn, sums)).toBe(0.1);
  });

  it("compute LTV over three months of churn, and none without churn", () => {
    const quiet = period(100_000, {}, 10);
    const lossy = period(100_000, { left_voluntary: 1 }, 10);
    expect(of(metrics.ltv, quiet, [quiet, quiet, lossy])).toBe(300_000);
    expect(of(metrics.ltv, quiet, [quiet, quiet, quiet])).toBeNull();
  });

  it("compute the quick ratio, which has no base without losses", () => {
    const sums = period(0, { new: 30, expansion: 20, reactivation: 10, contraction: -10, churn: -20 });
    expect(of(metrics.quickRatio, sums)).toBe(2);
    expect(of(metrics.quickRatio, period(0, { new: 30 }))).toBeNull();
  });

  it("compute payment success with what retries recovered", () => {
    expect(
      of(metrics.paymentSuccess, period(0, { payment_succeeded: 1, payment_recovered: 1, payment_failed: 1 })),
    ).toBe(2 / 3);
    expect(of(metrics.paymentSuccess, period(0, {}))).toBeNull();
  });

  it("never show minus zero", () => {
    expect(Object.is(of(metrics.churnedMrr, period(0, {})), 0)).toBe(true);
    expect(Object.is(of(metrics.contractionMrr, period(0, {})), 0)).toBe(true);
  });
});
