import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { stripeCustomer, stripeInvoice, stripeSubscription } from "@/testing/billing/stripe-shapes";
import { customerOfEvent } from "./event-row";

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
