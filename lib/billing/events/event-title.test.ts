import { describe, expect, it } from "vitest";
import { catalog } from "@/products/unison/catalog";
import { webhookEventTypes } from "../publish/sync-webhook";
import { eventTitle } from "./event-title";

const title = (type: string, object: object, before?: object) =>
  eventTitle(catalog, type, { data: { object, ...(before && { previous_attributes: before }) } });

const itemsOf = (plan: string) => ({ data: [{ price: { lookup_key: `unison_${plan}_month_usd_v1` }, quantity: 1 }] });
const dec30 = Date.UTC(2026, 11, 30, 9) / 1000;
const usd = { currency: "usd" };

describe("an event's title", () => {
  it.each<[type: string, object: object, before: object | undefined, title: string]>([
    ["invoice.paid", { ...usd, amount_paid: 20_400 }, undefined, "Invoice paid: $204.00"],
    ["invoice.payment_failed", { ...usd, amount_due: 4_900, attempt_count: 1 }, undefined, "Payment failed: $49.00"],
    [
      "invoice.payment_failed",
      { ...usd, amount_due: 4_900, attempt_count: 3 },
      undefined,
      "Payment failed: $49.00, attempt 3",
    ],
    [
      "invoice.sent",
      { ...usd, amount_due: 50_000, due_date: dec30 },
      undefined,
      "Invoice sent: $500.00, due Dec 30, 2026 UTC",
    ],
    ["invoiceitem.created", { ...usd, amount: -1_250 }, undefined, "Item added to the next invoice: −$12.50"],
    [
      "checkout.session.completed",
      { ...usd, mode: "subscription", amount_total: 19_900 },
      undefined,
      "Checkout completed: $199.00",
    ],
    [
      "checkout.session.completed",
      { mode: "setup", amount_total: null },
      undefined,
      "Checkout completed: payment method saved",
    ],
    [
      "customer.subscription.created",
      { status: "active", items: itemsOf("starter") },
      undefined,
      "Subscription started: Starter",
    ],
    [
      "customer.subscription.created",
      { status: "incomplete", items: itemsOf("starter") },
      undefined,
      "Subscription created, waiting for its first payment: Starter",
    ],
    [
      "customer.subscription.updated",
      { status: "active", items: itemsOf("professional") },
      { items: itemsOf("starter"), latest_invoice: "in_1" },
      "Subscription updated: plan changed to Professional",
    ],
    [
      "customer.subscription.updated",
      { status: "active", items: itemsOf("professional") },
      { items: itemsOf("professional"), latest_invoice: "in_1" },
      "Subscription updated: items changed",
    ],
    [
      "customer.subscription.updated",
      { status: "past_due" },
      { status: "active" },
      "Subscription updated: now past due",
    ],
    [
      "customer.subscription.updated",
      { cancel_at_period_end: true, cancel_at: dec30 },
      { cancel_at_period_end: false },
      "Subscription updated: cancels on Dec 30, 2026 UTC",
    ],
    [
      "customer.subscription.updated",
      { cancel_at_period_end: false, cancel_at: null },
      { cancel_at_period_end: true },
      "Subscription updated: no longer cancels",
    ],
    ["customer.subscription.updated", {}, { current_period_end: 1 }, "Subscription updated: next period started"],
    ["customer.subscription.updated", {}, { unheard_of: 1 }, "Subscription updated"],
    ["customer.subscription.trial_will_end", { trial_end: dec30 }, undefined, "Trial ends on Dec 30, 2026 UTC"],
    [
      "customer.updated",
      { email: "new@example.com" },
      { email: "old@example.com" },
      "Customer updated: billing email changed",
    ],
    ["customer.discount.created", { source: { coupon: { percent_off: 20 } } }, undefined, "Discount added: 20% off"],
    ["coupon.deleted", { ...usd, amount_off: 500, percent_off: null }, undefined, "Coupon deleted: $5.00 off"],
    ["charge.refunded", { ...usd, amount: 900, amount_refunded: 300 }, undefined, "Payment refunded: $3.00"],
    ["refund.updated", { ...usd, amount: 300, status: "succeeded" }, undefined, "Refund succeeded: $3.00"],
    ["charge.dispute.closed", { ...usd, amount: 300, status: "won" }, undefined, "Dispute won: $3.00"],
    ["charge.dispute.updated", { status: "needs_response" }, undefined, "Dispute updated: needs response"],
    ["payment_intent.succeeded", { ...usd, amount: 300 }, undefined, "Payment intent succeeded"],
  ])("of %s %j", (type, object, before, expected) => {
    expect(title(type, object, before)).toBe(expected);
  });

  it("has nothing of a card, a person or an address, whatever the event has", () => {
    const secret = "4242 jane@example.com 1 King St";
    const card = { brand: secret, last4: secret, exp_month: 12, name: secret, email: secret };
    const object = {
      ...{ card, payment_method_details: { card }, billing_details: card, email: secret, name: secret, address: card },
      ...{ description: secret, number: secret, status: "active", metadata: { note: secret } },
    };
    for (const type of webhookEventTypes) {
      const said = title(type, object, { ...object, items: secret });
      expect(said).toMatch(/^[A-Z][a-z]/);
      expect(said).not.toContain("4242");
      expect(said).not.toMatch(/undefined|null|NaN|\bjane/);
    }
  });

  it("comes from its type where the payload was erased or is malformed", () => {
    for (const payload of [null, {}, { data: {} }, { data: { object: null } }, "x"]) {
      expect(eventTitle(catalog, "invoice.paid", payload)).toBe("Invoice paid");
    }
    expect(title("invoice.paid", { amount_paid: "a lot", currency: 7 })).toBe("Invoice paid");
  });
});
