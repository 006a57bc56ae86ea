import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MonthlySum, monthMovements, mrrSeries, revenueByCurrency } from "./revenue";
import { trialCohorts } from "./trial-cohorts";

const now = new Date("2026-11-21T12:00:00Z");
const sums: MonthlySum[] = [
  { month: "2026-09", currency: "usd", kind: "new", amount: 24800, count: 2 },
  { month: "2026-10", currency: "usd", kind: "expansion", amount: 15000, count: 1 },
  { month: "2026-10", currency: "eur", kind: "new", amount: 4900, count: 1 },
  { month: "2026-11", currency: "usd", kind: "new", amount: 19900, count: 1 },
  { month: "2026-11", currency: "usd", kind: "churn", amount: -4900, count: 1 },
];

describe("revenue", () => {
  it("is the sum of the movements, with ARR and ARPA", () => {
    const paying = [
      { currency: "usd", paying: 2 },
      { currency: "eur", paying: 1 },
    ];
    expect(revenueByCurrency(sums, paying)).toEqual([
      { currency: "usd", mrr: 54800, arr: 657600, paying: 2, arpa: 27400 },
      { currency: "eur", mrr: 4900, arr: 58800, paying: 1, arpa: 4900 },
    ]);
  });

  it("has no ARPA without paying organizations", () => {
    expect(revenueByCurrency([{ ...sums[0], amount: 0 } as MonthlySum], [])).toMatchObject([{ mrr: 0, arpa: null }]);
    expect(revenueByCurrency([], [])).toEqual([]);
  });

  it("goes from the month's opening to now", () => {
    expect(monthMovements(sums, [], now).find(({ currency }) => currency === "usd")).toMatchObject({
      opening: 39800,
      closing: 54800,
      byKind: {
        new: { amount: 19900, count: 1 },
        churn: { amount: -4900, count: 1 },
        expansion: { amount: 0, count: 0 },
      },
    });
  });

  it("has every kind of movement, zero where there was none, for each currency in alphabetical order", () => {
    const none = { amount: 0, count: 0 };
    const noMovement = {
      new: none,
      expansion: none,
      contraction: none,
      churn: none,
      reactivation: none,
      paused: none,
      resumed: none,
    };
    expect(monthMovements(sums, [], new Date("2026-12-01T00:00:00Z"))).toEqual([
      { currency: "eur", opening: 4900, closing: 4900, lost: 0, byKind: noMovement },
      { currency: "usd", opening: 54800, closing: 54800, lost: 0, byKind: noMovement },
    ]);
  });

  it("leaves out what happened after the month", () => {
    const september = monthMovements(sums, [], new Date("2026-09-30T23:59:59Z"));
    expect(september.map(({ currency, opening, closing }) => [currency, opening, closing])).toEqual([
      ["eur", 0, 0],
      ["usd", 0, 24800],
    ]);
  });

  it("adds up the movements of one kind, and how many there were", () => {
    const twice: MonthlySum[] = [
      { month: "2026-11", currency: "usd", kind: "churn", amount: -4900, count: 1 },
      { month: "2026-11", currency: "usd", kind: "churn", amount: -9800, count: 2 },
    ];
    expect(monthMovements(twice, [], now)).toMatchObject([{ byKind: { churn: { amount: -14700, count: 3 } } }]);
  });

  it("has a point at the end of each month, even without movements", () => {
    const usd = mrrSeries(sums, now, 4).filter(({ currency }) => currency === "usd");
    expect(usd.map(({ month, mrr }) => [month, mrr])).toEqual([
      ["2026-08", 0],
      ["2026-09", 24800],
      ["2026-10", 39800],
      ["2026-11", 54800],
    ]);
  });

  it("has the currencies of each month in alphabetical order", () => {
    expect(mrrSeries(sums, now, 2)).toEqual([
      { month: "2026-10", currency: "eur", mrr: 4900 },
      { month: "2026-10", currency: "usd", mrr: 39800 },
      { month: "2026-11", currency: "eur", mrr: 4900 },
      { month: "2026-11", currency: "usd", mrr: 54800 },
    ]);
  });

  const anySum = fc.record({
    month: fc.constantFrom("2026-08", "2026-09", "2026-10", "2026-11"),
    currency: fc.constantFrom("usd", "eur"),
    kind: fc.constantFrom("new" as const, "expansion" as const, "churn" as const, "contraction" as const),
    amount: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    count: fc.integer({ min: 1, max: 9 }),
  });

  it("is the same in every summary", () => {
    fc.assert(
      fc.property(fc.array(anySum), (all) => {
        for (const { currency, closing } of monthMovements(all, [], now)) {
          expect(revenueByCurrency(all, []).find((each) => each.currency === currency)?.mrr).toBe(closing);
          expect(mrrSeries(all, now, 1).find((each) => each.currency === currency)?.mrr).toBe(closing);
        }
      }),
    );
  });
});

describe("trial conversion", () => {
  it("is grouped by the month the trial started, and marked young while some trials may be running", () => {
    const counts = [
      { month: "2026-10", started: 4, converted: 1 },
      { month: "2026-11", started: 2, converted: 1 },
    ];
    expect(trialCohorts(counts, now, 3, 14)).toEqual([
      { month: "2026-09", started: 0, converted: 0, rate: null, young: false },
      { month: "2026-10", started: 4, converted: 1, rate: 0.25, young: false },
      { month: "2026-11", started: 2, converted: 1, rate: 0.5, young: true },
    ]);
  });

  it("isn't young any more the moment its last trial ends", () => {
    const young = (at: string) => trialCohorts([], new Date(at), 2, 14).map((cohort) => cohort.young);
    expect(young("2026-12-14T23:59:59Z")).toEqual([true, true]);
    expect(young("2026-12-15T00:00:00Z")).toEqual([false, true]);
  });

  it("covers the turn of the year", () => {
    expect(trialCohorts([], new Date("2027-01-02T00:00:00Z"), 2, 14).map(({ month }) => month)).toEqual([
      "2026-12",
      "2027-01",
    ]);
  });
});
