import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/catalog";
import { parseProps } from "@/lib/email/templates";
import { stripeInvoice } from "@/testing/billing/stripe-shapes";
import { invoiceMirror } from "../mirror/invoice-mirror";
import { billingMail } from "./billing-mail";
import type { PaymentNotice } from "./payment-notices";
import type { SubscriptionNotice } from "./subscription-notices";

const facts = {
  catalog,
  organization: "Acme",
  appUrl: "https://app.example.com",
  change: "sub_1 at noon",
  receiptOf: () => undefined,
};
const invoice = { ...invoiceMirror(stripeInvoice()), number: "ACME-1", hostedInvoiceUrl: "https://stripe.example/i/1" };
const at = new Date("2026-04-01T00:00:00Z");

describe("a billing email", () => {
  it.each<[string, PaymentNotice | SubscriptionNotice, object]>([
    [
      "on a payment has the amount, the number and the invoice",
      { kind: "succeeded", invoice: { ...invoice, amountPaid: 19_900 } },
      { amount: "$199.00", number: "ACME-1", invoiceUrl: "https://stripe.example/i/1" },
    ],
    [
      "on a failed payment links to the hosted invoice and to the card",
      {
        kind: "failed",
        attempt: 2,
        invoice: { ...invoice, amountRemaining: 4_900, paymentIssue: "confirmation_needed" },
      },
      {
        amount: "$49.00",
        attempt: 2,
        issue: "confirmation_needed",
        payUrl: "https://stripe.example/i/1",
        cardUrl: "https://app.example.com/billing/payment-method",
      },
    ],
    [
      "on an upgrade has both plans and the price",
      {
        kind: "upgraded",
        from: "starter",
        to: "professional",
        price: { amount: 19_900, currency: "usd", interval: "month", intervalCount: 1 },
      },
      { from: "Starter", to: "Professional", price: "$199.00 a month" },
    ],
    [
      "on a downgrade says when",
      { kind: "downgrade_scheduled", from: "professional", to: "starter", at },
      { from: "Professional", to: "Starter", at: at.toISOString() },
    ],
    [
      "on a cancellation says until when",
      { kind: "canceled", plan: "professional", endsAt: at, ended: false },
      { plan: "Professional", endsAt: at.toISOString(), ended: false },
    ],
    [
      "on a resumed plan says when it renews, and names a plan that is no longer sold by its key",
      { kind: "resumed", plan: "gold", renewsAt: at },
      { plan: "gold", renewsAt: at.toISOString() },
    ],
  ])("%s", (_what, notice, expected) => {
    const { template, props } = billingMail(notice, facts);
    expect(parseProps(template, props)).toMatchObject({ organization: "Acme", ...expected });
  });

  it("is sent once per attempt of an invoice and once per change of a subscription", () => {
    const key = (notice: PaymentNotice | SubscriptionNotice, change = facts.change) =>
      billingMail(notice, { ...facts, change }).key;
    const failed = (attempt: number): PaymentNotice => ({ kind: "failed", invoice, attempt });
    const resumed: SubscriptionNotice = { kind: "resumed", plan: "starter", renewsAt: null };
    expect(key(failed(1))).toBe(key(failed(1)));
    expect(new Set([key(failed(1)), key(failed(2)), key(resumed), key(resumed, "sub_1 later")]).size).toBe(4);
  });
});
