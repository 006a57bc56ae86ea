import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { stripeInvoice } from "@/testing/billing/stripe-shapes";
import { receiptOf } from "./receipt";
import { nothingRead } from "./stripe-state";

type Payments = NonNullable<Stripe.Invoice["payments"]>;

const customer = { id: "cus_1" } as Stripe.Customer;
const paidBy = (intent: string) =>
  ({ object: "list", data: [{ payment: { type: "payment_intent", payment_intent: intent } }] }) as Payments;
const charge = (intent: string | null, last4: string, status: Stripe.Charge["status"] = "succeeded") =>
  ({ status, payment_intent: intent, payment_method_details: { card: { brand: "visa", last4 } } }) as Stripe.Charge;
const stateWith = (payments: Payments | undefined, charges: readonly Stripe.Charge[]) => ({
  ...nothingRead,
  customer,
  subscriptions: [],
  invoices: [stripeInvoice(payments ? { payments } : {})],
  charges,
});

describe("a receipt", () => {
  it("names the card that was charged, not one that was declined or paid something else", () => {
    const charges = [charge("pi_1", "0002", "failed"), charge("pi_2", "1111"), charge("pi_1", "4242")];
    expect(receiptOf(stateWith(paidBy("pi_1"), charges), "in_1")?.card).toEqual({ brand: "visa", last4: "4242" });
  });

  it("names no card for a payment without a charge of its own", () => {
    expect(receiptOf(stateWith(undefined, [charge(null, "4242")]), "in_1")?.card).toBeNull();
    expect(receiptOf(stateWith(paidBy("pi_1"), []), "in_1")?.card).toBeNull();
  });

  it("doesn't exist for an invoice that wasn't read", () => {
    expect(receiptOf(stateWith(undefined, []), "in_2")).toBeUndefined();
  });
});
