import type Stripe from "stripe";

/**
 * A customer's current state in Stripe. What a list doesn't include is read separately: `coupons` are those of the
 * discounts, by id, with the products they apply to; `schedules` those of the subscriptions, by id, with their prices;
 * `detailedPrices` those with tiers or in a second currency, by id; `products` the names of products outside the catalog, by
 * id; `failedIntents` the failed payments of open invoices, by invoice id; `disputes` those of disputed `charges`.
 */
export type StripeState = {
  /** Stripe's own time of the read; null if it can't be compared with the time of events. */
  readAt: Date | null;
  customer: Stripe.Customer | Stripe.DeletedCustomer;
  subscriptions: readonly Stripe.Subscription[];
  invoices: readonly Stripe.Invoice[];
  coupons: ReadonlyMap<string, Stripe.Coupon>;
  schedules: ReadonlyMap<string, Stripe.SubscriptionSchedule>;
  failedIntents: ReadonlyMap<string, Stripe.PaymentIntent>;
  products: ReadonlyMap<string, string>;
  detailedPrices: ReadonlyMap<string, Stripe.Price>;
  /** With their refunds. */
  charges: readonly Stripe.Charge[];
  creditNotes: readonly Stripe.CreditNote[];
  disputes: readonly Stripe.Dispute[];
  /** The customer's items that wait for their next invoice. */
  pendingItems: readonly Stripe.InvoiceItem[];
};

/** A list entry: everything that takes more than one read is missing. */
export const nothingRead: Omit<StripeState, "customer" | "subscriptions"> = {
  readAt: null,
  invoices: [],
  coupons: new Map(),
  schedules: new Map(),
  failedIntents: new Map(),
  products: new Map(),
  detailedPrices: new Map(),
  charges: [],
  creditNotes: [],
  disputes: [],
  pendingItems: [],
};
