import "server-only";
import type Stripe from "stripe";
import { scheduleIdOf } from "../mirror/scheduled-change";
import type { StripeState } from "../mirror/stripe-state";
import { couponsOf } from "../mirror/subscription-mirror";
import type { StripeBudget } from "../stripe/stripe";

/** The most that Stripe returns at once. */
const pageSize = 100;

type IsSettled = (invoiceId: string) => Promise<boolean>;

/**
 * Reads a customer's current state from Stripe.
 * @param isSettled whether an invoice is mirrored and all older ones are final.
 * @throws GatehouseError `unavailable` when Stripe is down or the budget is used up.
 */
export async function readStripe(budget: StripeBudget, customerId: string, isSettled: IsSettled): Promise<StripeState> {
  const [customer, subscriptions, invoices] = await Promise.all([
    budget.call((stripe) =>
      stripe.customers.retrieve(customerId, { expand: ["invoice_settings.default_payment_method"] }),
    ),
    budget.call((stripe) =>
      stripe.subscriptions.list({
        customer: customerId,
        status: "all",
        limit: pageSize,
        expand: [
          "data.default_payment_method",
          "data.discounts",
          "data.discounts.promotion_code",
          "data.items.data.discounts",
        ],
      }),
    ),
    readInvoices(budget, customerId, isSettled),
  ]);
  const [coupons, schedules, failedIntents] = await Promise.all([
    readCoupons(budget, subscriptions.data),
    readSchedules(budget, subscriptions.data),
    readFailedIntents(budget, invoices),
  ]);
  return { customer, subscriptions: subscriptions.data, invoices, coupons, schedules, failedIntents };
}

/** Newest first, back to those that are final. Hardly any customer has a second page. */
async function readInvoices(budget: StripeBudget, customer: string, isSettled: IsSettled): Promise<Stripe.Invoice[]> {
  const all: Stripe.Invoice[] = [];
  for (let after: string | undefined; ; after = all.at(-1)?.id) {
    const paging = { limit: pageSize, ...(after === undefined ? {} : { starting_after: after }) };
    const { data, has_more } = await budget.call((stripe) => stripe.invoices.list({ customer, ...paging }));
    all.push(...data);
    const oldest = data.at(-1);
    if (!has_more || !oldest || (await isSettled(oldest.id))) return all;
  }
}

/**
 * Coupons are read separately, because Stripe can't expand what they apply to in a list. Hardly any customer has one.
 */
async function readCoupons(budget: StripeBudget, subscriptions: readonly Stripe.Subscription[]) {
  const ids = [...new Set(subscriptions.flatMap(couponsOf))];
  const coupons = await Promise.all(
    ids.map((id) => budget.call((stripe) => stripe.coupons.retrieve(id, { expand: ["applies_to"] }))),
  );
  return new Map(coupons.map((coupon) => [coupon.id, coupon]));
}

/** Schedules are read separately for the same reason: the prices of their phases. */
async function readSchedules(budget: StripeBudget, subscriptions: readonly Stripe.Subscription[]) {
  const ids = subscriptions.flatMap((subscription) => scheduleIdOf(subscription) ?? []);
  const schedules = await Promise.all(
    ids.map((id) =>
      budget.call((stripe) => stripe.subscriptionSchedules.retrieve(id, { expand: ["phases.items.price"] })),
    ),
  );
  return new Map(schedules.map((schedule) => [schedule.id, schedule]));
}

/** A customer owes the newest invoices or none. Why older ones failed doesn't matter. */
const mostFailures = 3;

/**
 * Failed payments are read separately too: an invoice's payments are nested too deep for a list. Only customers with
 * unpaid invoices have any.
 */
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
