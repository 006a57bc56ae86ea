import "server-only";
import type Stripe from "stripe";
import { scheduleIdOf } from "./scheduled-change";
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
        expand: [
          "data.default_payment_method",
          "data.discounts",
          "data.discounts.promotion_code",
          "data.items.data.discounts",
        ],
      }),
    ),
    budget.call((stripe) => stripe.invoices.list({ customer: customerId, limit: page })),
  ]);
  const [coupons, schedules, failedIntents] = await Promise.all([
    readCoupons(budget, subscriptions.data),
    readSchedules(budget, subscriptions.data),
    readFailedIntents(budget, invoices.data),
  ]);
  return { customer, subscriptions: subscriptions.data, invoices: invoices.data, coupons, schedules, failedIntents };
}

/** Coupons apart, because what they apply to lies deeper than Stripe expands in a list. Hardly any customer has one. */
async function readCoupons(budget: StripeBudget, subscriptions: readonly Stripe.Subscription[]) {
  const ids = [...new Set(subscriptions.flatMap(couponsOf))];
  const coupons = await Promise.all(
    ids.map((id) => budget.call((stripe) => stripe.coupons.retrieve(id, { expand: ["applies_to"] }))),
  );
  return new Map(coupons.map((coupon) => [coupon.id, coupon]));
}

/** Schedules apart, for the same reason: the prices of their phases say what they lead to. */
async function readSchedules(budget: StripeBudget, subscriptions: readonly Stripe.Subscription[]) {
  const ids = subscriptions.flatMap((subscription) => scheduleIdOf(subscription) ?? []);
  const schedules = await Promise.all(
    ids.map((id) =>
      budget.call((stripe) => stripe.subscriptionSchedules.retrieve(id, { expand: ["phases.items.price"] })),
    ),
  );
  return new Map(schedules.map((schedule) => [schedule.id, schedule]));
}

/** A customer owes the newest invoices or none; what older ones failed of tells nobody anything. */
const mostFailures = 3;

/** Payments that failed, apart again: an invoice's payments lie too deep for a list. Only a customer in arrears has any. */
async function readFailedIntents(budget: StripeBudget, invoices: readonly Stripe.Invoice[]) {
  const failed = invoices.filter(({ status, attempt_count }) => status === "open" && attempt_count > 0);
  const found = await Promise.all(
    failed.slice(0, mostFailures).map(async ({ id }): Promise<[string, Stripe.PaymentIntent][]> => {
      const payments = await budget.call((stripe) =>
        stripe.invoicePayments.list({ invoice: id, expand: ["data.payment.payment_intent"] }),
      );
      const intents = payments.data.map(({ payment }) => payment.payment_intent);
      return intents.flatMap((intent) => (intent && typeof intent !== "string" ? [[id, intent]] : []));
    }),
  );
  return new Map(found.flat());
}
