import { describe, expect, it } from "vitest";
import { stripeInvoice } from "@/testing/billing/stripe-shapes";
import { previewedCharge } from "./previewed-charge";

describe("a previewed charge", () => {
  it("is what is due, with discounts and taxes added up", () => {
    const invoice = stripeInvoice({
      amount_due: 15_000,
      total: 15_000,
      total_discount_amounts: [
        { amount: 300, discount: "di_1" },
        { amount: 200, discount: "di_2" },
      ],
    });
    expect(previewedCharge(invoice)).toEqual({ amount: 15_000, credit: 0, discount: 500, tax: 0, lines: [] });
  });

  it("has a credit when the change refunds more than it costs", () => {
    expect(previewedCharge(stripeInvoice({ amount_due: 0, total: -4_900 }))).toMatchObject({
      amount: 0,
      credit: 4_900,
    });
    expect(previewedCharge(stripeInvoice({ amount_due: 4_900, total: 4_900 }))).toMatchObject({ credit: 0 });
  });

  it("treats missing discounts and taxes as none", () => {
    const invoice = stripeInvoice({ total_discount_amounts: null, total_taxes: null });
    expect(previewedCharge(invoice)).toMatchObject({ discount: 0, tax: 0 });
  });
});
