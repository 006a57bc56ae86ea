import { describe, expect, it } from "vitest";
import type { MonthChurn } from "@/lib/metrics";
import { churnBreaches, churnText } from "./churn";

const month = (currency: string, opening: number, churn: number, contraction = 0): MonthChurn => ({
  currency,
  month: "2026-11",
  rate: opening > 0 ? (-churn - contraction) / opening : null,
  left: { amount: -churn, customers: 1 },
  reduced: { amount: -contraction, customers: 1 },
});

describe("churn above the threshold", () => {
  it.each<[name: string, months: MonthChurn[], percent: number, currencies: string[]]>([
    ["nothing lost", [month("usd", 100_000, 0)], 5, []],
    ["exactly at the threshold", [month("usd", 100_000, -5_000)], 5, []],
    ["above it", [month("usd", 100_000, -5_001)], 5, ["usd"]],
    ["contraction counts", [month("usd", 100_000, -3_000, -2_001)], 5, ["usd"]],
    ["each currency is checked separately", [month("usd", 100_000, -1), month("eur", 1_000, -900)], 5, ["eur"]],
    ["no MRR at the start of the month", [month("usd", 0, -900)], 5, []],
    ["turned off", [month("usd", 100_000, -99_000)], 0, []],
  ])("%s", (_name, months, percent, currencies) => {
    expect(churnBreaches(months, percent).map(({ currency }) => currency)).toEqual(currencies);
  });

  it("is reported with its month and rate", () => {
    expect(churnBreaches([month("usd", 1_000, -500)], 5)).toMatchObject([
      { currency: "usd", month: "2026-11", rate: 0.5 },
    ]);
  });
});

describe("the text of the alert", () => {
  const none = { amount: 0, customers: 0 };
  const text = (left: typeof none, reduced: typeof none) => churnText({ currency: "usd", left, reduced }, 5);

  it("says that no one left when customers only pay less", () => {
    expect(text(none, { amount: 4_900, customers: 1 })).toBe(
      "Gross MRR churn in USD is above your threshold of 5%: 1 customer pays less (−$49.00 MRR). No customers were lost. Review the recent movements to see why.",
    );
  });

  it("names who left apart from who pays less", () => {
    expect(text({ amount: 39_800, customers: 2 }, { amount: 9_800, customers: 3 })).toContain(
      ": 2 customers left (−$398.00 MRR), and 3 customers pay less (−$98.00 MRR). Review",
    );
    expect(text({ amount: 19_900, customers: 1 }, none)).toContain(": 1 customer left (−$199.00 MRR). Review");
  });
});
