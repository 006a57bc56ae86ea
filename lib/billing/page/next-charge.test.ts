import { describe, expect, it } from "vitest";
import { type ChargeDiscount, type ChargeFacts, type ChargeLine, nextCharge, renewalFrom } from "./next-charge";

const day = (text: string) => new Date(`${text}T10:00:00Z`);
const line = (amount: number, given: Partial<ChargeLine> = {}): ChargeLine => ({
  amount,
  months: null,
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
  pending: { fixed: 0, discountable: 0 },
  balance: 0,
  plusUsage: false,
  ...given,
});
const off = (
  percentOff: number | null,
  amountOff: number | null,
  endsAt: string | null,
  given: Partial<ChargeDiscount> = {},
): ChargeDiscount => ({
  percentOff,
  amountOff,
  endsAt: endsAt === null ? null : day(endsAt),
  once: false,
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
    expect(nextCharge(facts({ balance: -150_000 }))).toMatchObject({ amount: 0, credit: 99_900 });
  });

  it("comes a year later with yearly billing, and on the last day of a shorter month", () => {
    const yearly = { interval: "year", anchorAt: day("2025-12-14"), discounts: [off(10, null, "2027-06-01")] } as const;
    expect(nextCharge(facts(yearly)).after?.from).toEqual(day("2027-12-14"));
    const late = { anchorAt: day("2026-08-31"), at: day("2027-01-31"), discounts: [off(10, null, "2027-02-01")] };
    expect(nextCharge(facts(late)).after?.from).toEqual(day("2027-02-28"));
  });

  it("leaves out what is charged less often than the plan, until its turn", () => {
    const lines = [line(19_900, { months: 1 }), line(120_000, { months: 12 })];
    expect(nextCharge(facts({ lines }))).toMatchObject({ amount: 19_900, after: null });
    expect(nextCharge(facts({ lines, at: day("2027-08-14") }))).toMatchObject({
      amount: 139_900,
      after: { amount: 19_900, from: day("2027-09-14") },
    });
    expect(renewalFrom(day("2026-01-31"), 1, day("2026-02-28"))).toEqual(day("2026-03-31"));
    expect(renewalFrom(day("2026-01-31"), 3, day("2026-02-28"))).toEqual(day("2026-04-30"));
  });

  it("takes an item's discount off it first, and one for a product off that product", () => {
    const lines = [
      line(10_000, { product: "terminals", discounts: [off(50, null, null)] }),
      line(20_000, { product: "plan" }),
    ];
    const discounts = [off(10, null, null, { products: ["plan"] }), off(null, 1_000, null)];
    expect(nextCharge(facts({ lines, discounts })).amount).toBe(5_000 + 18_000 - 1_000);
  });

  it("has what waits for it once: prorations, other items less the discount, and a balance that is owed", () => {
    const pending = { fixed: -1_000, discountable: 10_000 };
    expect(nextCharge(facts({ pending, balance: 500, discounts: [off(10, null, null)] }))).toMatchObject({
      amount: 89_910 - 1_000 + 9_000 + 500,
      after: { amount: 89_910, from: day("2027-01-14") },
    });
    expect(nextCharge(facts({ pending: { fixed: -150_000, discountable: 0 } })).amount).toBe(0);
  });

  it("uses a discount for one invoice once", () => {
    expect(nextCharge(facts({ discounts: [off(null, 5_000, null, { once: true })] }))).toMatchObject({
      amount: 94_900,
      after: { amount: 99_900, from: day("2027-01-14") },
    });
  });

  it("follows by the quarter what is charged by the quarter", () => {
    expect(nextCharge(facts({ intervalCount: 3, discounts: [off(10, null, "2026-12-20")] })).after).toMatchObject({
      from: day("2027-03-14"),
    });
  });
});
