import { describe, expect, it } from "vitest";
import { type ChargeFacts, nextCharge } from "./next-charge";

const day = (text: string) => new Date(`${text}T10:00:00Z`);
const facts = (given: Partial<ChargeFacts> = {}): ChargeFacts => ({
  currency: "usd",
  interval: "month",
  anchorAt: day("2026-08-14"),
  at: day("2026-12-14"),
  lines: [99_900],
  discounts: [],
  credit: 0,
  plusUsage: false,
  ...given,
});
const off = (percentOff: number | null, amountOff: number | null, endsAt: string | null) => ({
  percentOff,
  amountOff,
  endsAt: endsAt === null ? null : day(endsAt),
});

describe("the next charge", () => {
  it("is the price of everything on the plan", () => {
    expect(nextCharge(facts({ lines: [19_900, 1_500, 2_500] }))).toMatchObject({ amount: 23_900, after: null });
  });

  it("is less while a discount lasts, and the full price from the first renewal after it", () => {
    expect(nextCharge(facts({ discounts: [off(30, null, "2027-02-20")] }))).toMatchObject({
      at: day("2026-12-14"),
      amount: 69_930,
      after: { amount: 99_900, from: day("2027-03-14") },
    });
  });

  it("is the full price when the discount ends before or at the renewal", () => {
    for (const endsAt of ["2026-12-13", "2026-12-14"])
      expect(nextCharge(facts({ discounts: [off(30, null, endsAt)] }))).toMatchObject({ amount: 99_900, after: null });
  });

  it("stays lower with a discount that doesn't end", () => {
    expect(nextCharge(facts({ discounts: [off(30, null, null)] }))).toMatchObject({ amount: 69_930, after: null });
    expect(nextCharge(facts({ discounts: [off(null, 5_000, null)] }))).toMatchObject({ amount: 94_900, after: null });
  });

  it("rounds a percentage on each line", () => {
    expect(nextCharge(facts({ lines: [105, 105], discounts: [off(50, null, null)] })).amount).toBe(104);
  });

  it("is never below zero", () => {
    expect(nextCharge(facts({ discounts: [off(null, 200_000, null)] })).amount).toBe(0);
  });

  it("uses credit first, and says what follows", () => {
    expect(nextCharge(facts({ credit: 5_000 }))).toMatchObject({
      amount: 94_900,
      credit: 5_000,
      after: { amount: 99_900, from: day("2027-01-14") },
    });
    expect(nextCharge(facts({ credit: 150_000 }))).toMatchObject({ amount: 0, credit: 99_900 });
  });

  it("comes a year later with yearly billing, and on the last day of a shorter month", () => {
    const yearly = { interval: "year", anchorAt: day("2025-12-14"), discounts: [off(10, null, "2027-06-01")] } as const;
    expect(nextCharge(facts(yearly)).after?.from).toEqual(day("2027-12-14"));
    const late = { anchorAt: day("2026-08-31"), at: day("2027-01-31"), discounts: [off(10, null, "2027-02-01")] };
    expect(nextCharge(facts(late)).after?.from).toEqual(day("2027-02-28"));
  });
});
