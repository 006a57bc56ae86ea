import "server-only";
import type Stripe from "stripe";
import type { StripeBudget } from "./stripe";
import type { StripeState } from "./stripe-state";
import { couponsOf } from "./subscription-mirror";

/** Invoices older than the newest hundred no longer change, and were mirrored when they did. */
const page = 100;

/**
 * Reads a customer's present state from Stripe.
 *
 * @throws GatehouseError `unavailable` when Stripe is away or the budget is used up.
 */
export async function readStripe(budget: StripeBudget, customerId: string): Promise<StripeState> {
  const [customer, subscriptions, invoices] = await Promise.all([
    budget.call((stripe) =>
      stripe.customers.retrieve(customerId, { expand: ["invoice_settings.default_payment_method"] }),
    ),
    budget.call((stripe) =>
      stripe.subscriptions.list({
        customer: customerId,
        status: "all",
        limit: page,
        expand: ["data.default_payment_method", "data.discounts", "data.items.data.discounts"],
      }),
    ),
    budget.call((stripe) => stripe.invoices.list({ customer: customerId, limit: page })),
  ]);
  return {
    customer,
    subscriptions: subscriptions.data,
    invoices: invoices.data,
    coupons: await readCoupons(budget, subscriptions.data),
  };
}

/** Coupons apart, because what they apply to lies deeper than Stripe expands in a list. Hardly any customer has one. */
async function readCoupons(budget: StripeBudget, subscriptions: readonly Stripe.Subscription[]) {
  const ids = [...new Set(subscriptions.flatMap(couponsOf))];
  const coupons = await Promise.all(
    ids.map((id) => budget.call((stripe) => stripe.coupons.retrieve(id, { expand: ["applies_to"] }))),
  );
  return new Map(coupons.map((coupon) => [coupon.id, coupon]));
}
