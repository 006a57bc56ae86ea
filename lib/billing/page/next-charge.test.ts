import { describe, expect, it } from "vitest";
import { type ChargeDiscount, type ChargeFacts, type ChargeLine, nextCharge } from "./next-charge";

const day = (text: string) => new Date(`${text}T10:00:00Z`);
const line = (amount: number, given: Partial<ChargeLine> = {}): ChargeLine => ({
  amount,
  product: null,
  discounts: [],
  ...given,
});
const facts = (given: Partial<ChargeFacts> = {}): ChargeFacts => ({
  currency: "usd",
  interval: "month",
  intervalCount: 1,
  anchorAt: day("2026-08-14"),
  at: day("2026-12-14"),
  lines: [line(99_900)],
  discounts: [],
  customerDiscounts: [],
  pending: 0,
  balance: 0,
  plusUsage: false,
  plusTax: false,
  recurs: true,
  ...given,
});
const off = (
  percentOff: number | null,
  amountOff: number | null,
  endsAt: string | null,
  given: Partial<ChargeDiscount> = {},
): ChargeDiscount => ({
  duration: endsAt === null ? "forever" : "repeating",
  percentOff,
  amountOff,
  endsAt: endsAt === null ? null : day(endsAt),
  products: null,
  ...given,
});

describe("the next charge", () => {
  it("is the price of everything on the plan", () => {
    expect(nextCharge(facts({ lines: [19_900, 1_500, 2_500].map((amount) => line(amount)) }))).toMatchObject({
      amount: 23_900,
      after: null,
    });
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
    expect(nextCharge(facts({ lines: [line(105), line(105)], discounts: [off(50, null, null)] })).amount).toBe(104);
  });

  it("is never below zero", () => {
    expect(nextCharge(facts({ discounts: [off(null, 200_000, null)] })).amount).toBe(0);
  });

  it("uses credit first, and says what follows", () => {
    expect(nextCharge(facts({ balance: -5_000 }))).toMatchObject({
      amount: 94_900,
      credit: 5_000,
      after: { amount: 99_900, from: day("2027-01-14") },
    });
    expect(nextCharge(facts({ balance: -150_000 }))).toMatchObject({
      amount: 0,
      credit: 99_900,
      after: { amount: 99_900, from: day("2027-02-14") },
    });
    expect(nextCharge(facts({ balance: 1_000 }))).toMatchObject({ amount: 100_900, credit: 0 });
  });

  it("comes a year later with yearly billing, and on the last day of a shorter month", () => {
    const yearly = { interval: "year", anchorAt: day("2025-12-14"), discounts: [off(10, null, "2027-06-01")] } as const;
    expect(nextCharge(facts(yearly)).after?.from).toEqual(day("2027-12-14"));
    const late = { anchorAt: day("2026-08-31"), at: day("2027-01-31"), discounts: [off(10, null, "2027-02-01")] };
    expect(nextCharge(facts(late)).after?.from).toEqual(day("2027-02-28"));
  });

  it("applies an item's discounts first, and an amount off the rest in proportion", () => {
    const lines = [line(10_000, { discounts: [off(50, null, null)] }), line(2_000)];
    const discounts = [off(null, 1_400, null), off(10, null, null)];
    expect(nextCharge(facts({ lines, discounts })).amount).toBe(12_000 - 5_000 - 1_400 - 560);
  });

  it("leaves out products a coupon isn't for", () => {
    const lines = [line(10_000, { product: "plan" }), line(2_000, { product: "seat" })];
    expect(nextCharge(facts({ lines, discounts: [off(50, null, null, { products: ["seat"] })] })).amount).toBe(11_000);
  });

  it("uses the customer's discount only without one of the subscription", () => {
    const customerDiscounts = [off(50, null, null)];
    expect(nextCharge(facts({ customerDiscounts })).amount).toBe(49_950);
    expect(nextCharge(facts({ customerDiscounts, discounts: [off(10, null, null)] })).amount).toBe(89_910);
  });

  it("uses a discount for one invoice once", () => {
    expect(nextCharge(facts({ discounts: [off(null, 10_000, null, { duration: "once" })] }))).toMatchObject({
      amount: 89_900,
      after: { amount: 99_900, from: day("2027-01-14") },
    });
  });

  it("adds what waits for the invoice after discounts", () => {
    expect(nextCharge(facts({ pending: 1_234, discounts: [off(50, null, null)] }))).toMatchObject({
      amount: 51_184,
      after: { amount: 49_950, from: day("2027-01-14") },
    });
    expect(nextCharge(facts({ pending: -200_000 }))).toMatchObject({
      amount: 0,
      after: { amount: 99_900, from: day("2027-03-14") },
    });
  });

  it("follows intervals of several weeks and months", () => {
    const discounts = [off(10, null, "2026-12-20")];
    const from = (given: Partial<ChargeFacts>) => nextCharge(facts({ discounts, ...given })).after?.from;
    expect(from({ intervalCount: 3 })).toEqual(day("2027-03-14"));
    expect(from({ interval: "week", intervalCount: 2 })).toEqual(day("2026-12-28"));
  });

  it("says nothing of later charges that can't be known", () => {
    expect(nextCharge(facts({ recurs: false, discounts: [off(30, null, "2027-02-20")] }))).toMatchObject({
      amount: 69_930,
      after: null,
    });
  });
});
