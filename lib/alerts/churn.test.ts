import { describe, expect, it } from "vitest";
import type { MonthMovements } from "@/lib/metrics/revenue";
import { churnBreaches } from "./churn";

const now = new Date("2026-11-21T12:00:00Z");
const none = { amount: 0, count: 0 };
const month = (currency: string, opening: number, churn: number, contraction = 0): MonthMovements => ({
  currency,
  opening,
  closing: opening + churn + contraction,
  lost: -churn - contraction,
  byKind: {
    new: none,
    expansion: none,
    reactivation: none,
    paused: none,
    resumed: none,
    churn: { amount: churn, count: 1 },
    contraction: { amount: contraction, count: 1 },
  },
});

describe("churn above the threshold", () => {
  it.each<[name: string, months: MonthMovements[], percent: number, currencies: string[]]>([
    ["nothing lost", [month("usd", 100_000, 0)], 5, []],
    ["exactly at the threshold", [month("usd", 100_000, -5_000)], 5, []],
    ["above it", [month("usd", 100_000, -5_001)], 5, ["usd"]],
    ["contraction counts", [month("usd", 100_000, -3_000, -2_001)], 5, ["usd"]],
    ["each currency is checked separately", [month("usd", 100_000, -1), month("eur", 1_000, -900)], 5, ["eur"]],
    ["no MRR at the start of the month", [month("usd", 0, -900)], 5, []],
    ["turned off", [month("usd", 100_000, -99_000)], 0, []],
  ])("%s", (_name, months, percent, currencies) => {
    expect(churnBreaches(months, percent, now).map(({ currency }) => currency)).toEqual(currencies);
  });

  it("is reported with its month and rate", () => {
    expect(churnBreaches([month("usd", 1_000, -500)], 5, now)).toEqual([
      { currency: "usd", month: "2026-11", rate: 0.5 },
    ]);
  });
});
