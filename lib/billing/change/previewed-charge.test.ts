import type Stripe from "stripe";
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

  it("adds up the taxes", () => {
    const tax = { tax_behavior: "exclusive", tax_rate_details: null, taxability_reason: "standard_rated" } as const;
    const invoice = stripeInvoice({
      total_taxes: [
        { ...tax, amount: 1_200, taxable_amount: 19_900, type: "tax_rate_details" },
        { ...tax, amount: 34, taxable_amount: 19_900, type: "tax_rate_details" },
      ],
    });
    expect(previewedCharge(invoice).tax).toBe(1_234);
  });

  it("has a line for each amount, with its period, and none for zero amounts", () => {
    const period = { start: Date.parse("2026-11-16T10:00:00Z") / 1000, end: Date.parse("2026-12-01T10:00:00Z") / 1000 };
    const data = [
      invoiceLine({ description: "Unused time on Starter", amount: -2_450, quantity: 1, period }),
      invoiceLine({ description: "Extra users", amount: 0, quantity: 3, period }),
      invoiceLine({ description: null, amount: 9_950, quantity: null, period }),
    ];
    const dates = { from: new Date("2026-11-16T10:00:00Z"), to: new Date("2026-12-01T10:00:00Z") };
    expect(previewedCharge(stripeInvoice({ lines: { object: "list", data, has_more: false, url: "" } })).lines).toEqual(
      [
        { description: "Unused time on Starter", amount: -2_450, quantity: 1, ...dates },
        { description: "", amount: 9_950, quantity: null, ...dates },
      ],
    );
  });

  it("treats missing discounts and taxes as none", () => {
    const invoice = stripeInvoice({ total_discount_amounts: null, total_taxes: null });
    expect(previewedCharge(invoice)).toMatchObject({ discount: 0, tax: 0 });
  });
});

const invoiceLine = (
  given: Pick<Stripe.InvoiceLineItem, "description" | "amount" | "quantity" | "period">,
): Stripe.InvoiceLineItem => ({
  id: "il_1",
  object: "line_item",
  currency: "usd",
  discount_amounts: [],
  discountable: true,
  discounts: [],
  invoice: "in_1",
  livemode: false,
  metadata: {},
  parent: null,
  pretax_credit_amounts: [],
  pricing: null,
  quantity_decimal: null,
  subscription: "sub_1",
  subtotal: given.amount,
  taxes: [],
  ...given,
});
