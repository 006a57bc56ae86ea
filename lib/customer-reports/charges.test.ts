import { describe, expect, it } from "vitest";
import { chargesOf } from "./charges";

const invoice = (given: Partial<Parameters<typeof chargesOf>[0][number]> & { amount: number; currency?: string }) => ({
  status: "paid" as const,
  total: { amount: given.amount, currency: given.currency ?? "usd" },
  paid: given.amount,
  refunded: 0,
  credited: 0,
  ...given,
});

describe("the charges of a month", () => {
  it("add up what was invoiced, paid, given back and is still open", () => {
    const invoices = [
      invoice({ amount: 7_900 }),
      invoice({ amount: 2_000, refunded: 500 }),
      invoice({ amount: 3_000, status: "open", paid: 1_000, credited: 200 }),
    ];
    expect(chargesOf(invoices)).toEqual([
      { currency: "usd", invoiced: 12_900, paid: 10_900, givenBack: 700, open: 1_800 },
    ]);
  });

  it("leave out voided invoices, and keep currencies apart", () => {
    const invoices = [invoice({ amount: 100, status: "void", paid: 0 }), invoice({ amount: 40, currency: "eur" })];
    expect(chargesOf(invoices)).toEqual([{ currency: "eur", invoiced: 40, paid: 40, givenBack: 0, open: 0 }]);
    expect(chargesOf([])).toEqual([]);
  });
});
