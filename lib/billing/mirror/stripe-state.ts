import type Stripe from "stripe";

/**
 * A customer as Stripe has it now. `coupons` are those its discounts name, by id, with what they apply to; `schedules` those
 * its subscriptions are changed by, by id, with the prices they lead to; `failedIntents` the payments of open invoices that
 * were tried and failed, by the invoice.
 */
export type StripeState = {
  customer: Stripe.Customer | Stripe.DeletedCustomer;
  subscriptions: readonly Stripe.Subscription[];
  invoices: readonly Stripe.Invoice[];
  coupons: ReadonlyMap<string, Stripe.Coupon>;
  schedules: ReadonlyMap<string, Stripe.SubscriptionSchedule>;
  failedIntents: ReadonlyMap<string, Stripe.PaymentIntent>;
};
