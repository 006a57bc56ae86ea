import type Stripe from "stripe";

/**
 * A customer as Stripe has it now. `coupons` are those of its discounts, by id, with what they apply to; `schedules` those of
 * its subscriptions, by id, with their prices; `failedIntents` the failed payments of open invoices, by invoice id.
 */
export type StripeState = {
  customer: Stripe.Customer | Stripe.DeletedCustomer;
  subscriptions: readonly Stripe.Subscription[];
  invoices: readonly Stripe.Invoice[];
  coupons: ReadonlyMap<string, Stripe.Coupon>;
  schedules: ReadonlyMap<string, Stripe.SubscriptionSchedule>;
  failedIntents: ReadonlyMap<string, Stripe.PaymentIntent>;
};
