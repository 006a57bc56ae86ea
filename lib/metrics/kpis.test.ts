import { describe, expect, it } from "vitest";
import { kpis } from "./kpis";
import type { MonthMovements } from "./revenue";

const none = { amount: 0, count: 0 };
const month = (
  opening: number,
  amounts: Partial<Record<keyof MonthMovements["byKind"], number>>,
  lost = 0,
): MonthMovements => {
  const byKind = {
    new: none,
    expansion: none,
    contraction: none,
    churn: none,
    reactivation: none,
    paused: none,
    resumed: none,
  };
  for (const [kind, amount] of Object.entries(amounts)) Object.assign(byKind, { [kind]: { amount, count: 1 } });
  const closing = Object.values(amounts).reduce((sum, amount) => sum + amount, opening);
  return { currency: "usd", opening, closing, lost, byKind };
};
const cohort = (started: number, converted: number, young: boolean) => ({
  month: "2026-11",
  started,
  converted,
  rate: null,
  young,
});

describe("the KPI registry", () => {
  it("gives every KPI a slug of its own", () => {
    const slugs = Object.values(kpis).map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(slugs.length);
  });

  it.each([
    ["mrr", "MRR", "balance", "Sum of all MRR movements"],
    ["arr", "ARR", "balance", "MRR × 12"],
    ["arpa", "ARPA", "balance", "MRR ÷ paying organizations"],
    ["net-new-mrr", "Net new MRR", "activity", "Closing − opening MRR"],
    ["churned-mrr", "Churned this month", "activity", "MRR of organizations that left"],
    ["gross-mrr-churn", "Gross MRR churn", "activity", "MRR lost by customers of the month's start ÷ opening MRR"],
    ["trial-conversion", "Trial conversion", "activity", "Trials that became paying ÷ trials started"],
  ])("has %s, shown as %s, a %s, with its formula in words", (slug, label, type, hint) => {
    const kpi = Object.values(kpis).find((each) => each.slug === slug);
    expect(kpi).toMatchObject({ label, type, hint });
  });

  it("computes MRR, ARR and ARPA", () => {
    expect(kpis.mrr.formula([{ amount: 19_900 }, { amount: -4_900 }])).toBe(15_000);
    expect(kpis.arr.formula({ mrr: 15_000 })).toBe(180_000);
    expect(kpis.arpa.formula({ mrr: 10_001, paying: 2 })).toBe(5_001);
    expect(kpis.arpa.formula({ mrr: 0, paying: 0 })).toBeNull();
  });

  it("computes net new MRR from all movements of the month", () => {
    expect(kpis.netNewMrr.formula(month(100_000, { new: 19_900, churn: -4_900 }))).toBe(15_000);
  });

  it.each([
    ["churn alone", month(100_000, { churn: -5_000 }, 5_000), 5_000, 0.05],
    [
      "contraction counts toward the rate only",
      month(100_000, { churn: -5_000, contraction: -2_500 }, 7_500),
      5_000,
      0.075,
    ],
    ["expansion doesn't offset it", month(100_000, { churn: -5_000, expansion: 50_000 }, 5_000), 5_000, 0.05],
    ["a pause is no churn", month(100_000, { paused: -5_000 }), 0, 0],
    ["joined and left within the month", month(100_000, { new: 30_000, churn: -30_000 }, 0), 30_000, 0],
    ["no base without opening MRR", month(0, { churn: -5_000 }), 5_000, null],
  ])("computes churn: %s", (_what, given, amount, rate) => {
    expect(kpis.churnedMrr.formula(given)).toBe(amount);
    expect(kpis.grossMrrChurn.formula(given)).toBe(rate);
  });

  it.each([
    ["ended cohorts only", [cohort(4, 1, false), cohort(10, 9, true)], [1, 4, 0.25, false]],
    [
      "ended cohorts only, months without a trial among them",
      [cohort(0, 0, false), cohort(4, 1, false), cohort(10, 9, true)],
      [1, 4, 0.25, false],
    ],
    ["running ones while no trial has ended", [cohort(0, 0, false), cohort(10, 5, true)], [5, 10, 0.5, true]],
    ["no base without trials", [cohort(0, 0, false)], [0, 0, null, true]],
  ] as const)("computes trial conversion over %s", (_what, cohorts, [converted, started, rate, running]) => {
    expect(kpis.trialConversion.formula(cohorts)).toEqual({ converted, started, rate, running });
  });
});
