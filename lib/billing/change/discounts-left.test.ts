import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { stripeCustomer, stripeItem, stripePrice, stripeSubscription } from "@/testing/billing/stripe-shapes";
import { isDiscounted } from "./discounts-left";

const discount: Stripe.Discount = {
  id: "di_1",
  object: "discount",
  checkout_session: null,
  customer: "cus_1",
  customer_account: null,
  end: null,
  invoice: null,
  invoice_item: null,
  promotion_code: null,
  source: { coupon: "coupon_1", type: "coupon" },
  start: 0,
  subscription: null,
  subscription_item: null,
};
const item = (...discounts: string[]) =>
  stripeItem(stripePrice({ lookupKey: "unison_professional_month_usd_v1" }), { discounts });
const deleted: Stripe.DeletedCustomer = { id: "cus_1", object: "customer", deleted: true };

describe("whether anything lowers a subscription's invoices", () => {
  it.each<[string, Parameters<typeof stripeSubscription>[0], boolean]>([
    ["nothing", { customer: stripeCustomer() }, false],
    ["a discount of its own", { discounts: ["di_1"] }, true],
    ["a discount of its own that was read", { discounts: [discount], customer: stripeCustomer() }, true],
    ["a discount of its only item", { items: [item("di_1")] }, true],
    ["a discount of one of its items", { items: [item(), item("di_1")] }, true],
    ["items without one", { items: [item(), item()], customer: stripeCustomer() }, false],
    ["its customer's discount", { customer: { ...stripeCustomer(), discount } }, true],
    ["its own and its customer's", { discounts: ["di_2"], customer: { ...stripeCustomer(), discount } }, true],
    ["a customer without one", { customer: { ...stripeCustomer(), discount: null } }, false],
    ["a customer that was deleted", { customer: deleted }, false],
    ["a customer that wasn't read", { customer: "cus_1" }, false],
  ])("%s", (_what, given, expected) => {
    expect(isDiscounted(stripeSubscription(given))).toBe(expected);
  });
});
