import type Stripe from "stripe";

/**
 * A customer's current state in Stripe. `coupons` are those of the discounts, by id, with the products they apply to;
 * `schedules` those of the subscriptions, by id, with their prices; `failedIntents` the failed payments of open
 * invoices, by invoice id.
 */
export type StripeState = {
  customer: Stripe.Customer | Stripe.DeletedCustomer;
  subscriptions: readonly Stripe.Subscription[];
  invoices: readonly Stripe.Invoice[];
  coupons: ReadonlyMap<string, Stripe.Coupon>;
  schedules: ReadonlyMap<string, Stripe.SubscriptionSchedule>;
  failedIntents: ReadonlyMap<string, Stripe.PaymentIntent>;
};
