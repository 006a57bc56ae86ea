import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { stripeCustomer, stripeInvoice, stripeSubscription } from "@/testing/billing/stripe-shapes";
import { customerOfEvent, subjectOfEvent } from "./event-row";

const about = (type: string, object: object) => ({ id: "evt_1", type, data: { object } }) as Stripe.Event;

describe("the customer of an event", () => {
  it.each<[string, Stripe.Event, string | null]>([
    ["a subscription's", about("customer.subscription.updated", stripeSubscription()), "cus_1"],
    ["an invoice's", about("invoice.paid", stripeInvoice()), "cus_1"],
    ["the customer's own", about("customer.updated", stripeCustomer()), "cus_1"],
    ["an expanded one", about("invoice.paid", stripeInvoice({ customer: stripeCustomer() })), "cus_1"],
    ["missing for a product", about("product.updated", { id: "prod_1", object: "product" }), null],
    ["missing for a guest", about("checkout.session.expired", { object: "checkout.session", customer: null }), null],
  ])("is %s", (_whose, event, customer) => {
    expect(customerOfEvent(event)).toBe(customer);
  });
});

describe("an event that names no customer", () => {
  const dispute = { id: "dp_1", object: "dispute", charge: "ch_1", payment_intent: "pi_1" };
  it.each<[string, object, object]>([
    ["a dispute has a charge", dispute, { customerId: null, paymentId: "ch_1" }],
    ["an expanded charge, too", { ...dispute, charge: { id: "ch_2" } }, { customerId: null, paymentId: "ch_2" }],
    [
      "a refund may have only a payment intent",
      { id: "re_1", object: "refund", charge: null, payment_intent: "pi_1" },
      { customerId: null, paymentId: "pi_1" },
    ],
    ["a product has neither", { id: "prod_1", object: "product" }, { customerId: null, paymentId: null }],
  ])("%s", (_what, object, expected) => {
    expect(subjectOfEvent(about("some.event", object))).toEqual(expected);
  });

  it("was about the customer whose card was detached", () => {
    const event = about("payment_method.detached", { id: "pm_1", object: "payment_method", customer: null });
    const data = { ...event.data, previous_attributes: { customer: "cus_1" } };
    expect(customerOfEvent({ ...event, data } as Stripe.Event)).toBe("cus_1");
  });
});
