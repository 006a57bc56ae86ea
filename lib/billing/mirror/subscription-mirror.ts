import type Stripe from "stripe";
import type { subscriptionItems } from "@/db/schema";
import type { Catalog } from "@/lib/catalog";
import { unreachable } from "@/lib/errors";
import { mrrOf } from "@/lib/metrics/mrr";
import { couponIds, recurringDiscounts } from "./discounts";
import { subscriptionOf } from "./invoice-mirror";
import { lookupKeyOf } from "./lookup-key-of";
import { type CatalogItem, planOfItems } from "./plan-of-items";
import { runningSchedule, scheduledChange } from "./scheduled-change";
import { type LifecycleStatus, lifecycleOf, readStatus, type StripeStatus } from "./status";
import type { StripeState } from "./stripe-state";
import { cancellationFacts, discountFacts, pendingChange } from "./subscription-facts";

/** A row of `subscription_items` without its organization. */
export type ItemMirror = Omit<typeof subscriptionItems.$inferSelect, "organizationId">;

/** A subscription from Stripe: the columns of its row, its related rows, and what movements need. */
export type SubscriptionMirror = NonNullable<ReturnType<typeof subscriptionMirror>>;

/**
 * Maps a subscription.
 * @returns undefined when it has no plan of the catalog.
 * @throws Error for a status, interval or shape Stripe didn't have when this was written.
 */
export function subscriptionMirror(catalog: Catalog, subscription: Stripe.Subscription, state: StripeState, now: Date) {
  const found = planOfItems(catalog, subscription.items.data, ({ price }) => lookupKeyOf(price));
  if (!found) return undefined;
  const status = readStatus(subscription.status, subscription.pause_collection !== null);
  const { item, plan, lookupKey } = found.plan;
  const failing = failingInvoices(subscription, status, state.invoices);
  const schedule = runningSchedule(subscription, state);
  const pastDueSince = earliest(failing.map((invoice) => invoice.status_transitions.finalized_at ?? invoice.created));
  return {
    stripeSubscriptionId: subscription.id,
    lifecycle: lifecycleStatus(subscription, status, state.invoices),
    planKey: plan.key,
    lookupKey,
    interval: intervalOf(item.price),
    currency: subscription.currency,
    unitAmount: item.price.unit_amount ?? 0,
    anchorAt: at(subscription.billing_cycle_anchor),
    currentPeriodStart: at(item.current_period_start),
    currentPeriodEnd: at(item.current_period_end),
    startedAt: at(subscription.start_date),
    cancelAt: cancelAt(subscription, item),
    ...cancellationFacts(subscription),
    stripeScheduleId: schedule?.id ?? null,
    ...discountFacts(subscription, state),
    endedAt: maybeAt(subscription.ended_at),
    pastDueSince,
    failedPayments: failedPayments(failing, status),
    mrr: mrrOf(
      {
        status,
        pastDueSince,
        items: subscription.items.data.map((each) => recurringItem(each, state)),
        discounts: recurringDiscounts(subscription.discounts, state.coupons),
      },
      now,
    ),
    items: [found.plan, ...found.addOns, ...found.overages].map(itemMirror),
    scheduledChange: scheduledChange(catalog, schedule),
    pendingChange: pendingChange(catalog, subscription, state),
    /** Why it ended or stopped paying. */
    lossCause: lossCause(subscription, status),
  };
}

/** A subscription that ended without ever being paid or on trial doesn't count. */
function lifecycleStatus(
  subscription: Stripe.Subscription,
  status: StripeStatus,
  invoices: readonly Stripe.Invoice[],
): LifecycleStatus {
  const lifecycle = lifecycleOf(status);
  if (lifecycle !== "ended" || subscription.trial_start !== null) return lifecycle;
  const paid = invoices.some((invoice) => invoice.status === "paid" && subscriptionOf(invoice) === subscription.id);
  return paid ? "ended" : "never";
}

function failingInvoices(subscription: Stripe.Subscription, status: StripeStatus, invoices: readonly Stripe.Invoice[]) {
  if (status !== "past_due" && status !== "unpaid") return [];
  return invoices.filter((invoice) => invoice.status === "open" && subscriptionOf(invoice) === subscription.id);
}

/**
 * `unpaid` means that all retries failed. That is at least three failures, after which access is read-only, whatever
 * Stripe's own count.
 */
function failedPayments(failing: readonly Stripe.Invoice[], status: StripeStatus): number {
  const attempts = Math.max(0, ...failing.map((invoice) => invoice.attempt_count));
  return status === "unpaid" ? Math.max(3, attempts) : attempts;
}

/** Classic billing uses `cancel_at_period_end`, flexible billing sets `cancel_at`. */
function cancelAt(subscription: Stripe.Subscription, item: Stripe.SubscriptionItem): Date | null {
  if (subscription.cancel_at !== null) return at(subscription.cancel_at);
  return subscription.cancel_at_period_end ? at(item.current_period_end) : null;
}

function lossCause({ cancellation_details }: Stripe.Subscription, status: StripeStatus): "voluntary" | "delinquent" {
  const reason = cancellation_details?.reason;
  const unpaid = status === "past_due" || status === "unpaid";
  return unpaid || reason === "payment_failed" || reason === "payment_disputed" ? "delinquent" : "voluntary";
}

function itemMirror(entry: CatalogItem<Stripe.SubscriptionItem>): ItemMirror {
  const { item, lookupKey, kind } = entry;
  return {
    stripeItemId: item.id,
    kind,
    itemKey: itemKeyOf(entry),
    lookupKey,
    quantity: kind === "overage" ? 0 : (item.quantity ?? 1),
    unitAmount: item.price.unit_amount ?? 0,
    currency: item.price.currency,
    interval: intervalOf(item.price),
  };
}

function itemKeyOf(entry: CatalogItem<Stripe.SubscriptionItem>): string {
  switch (entry.kind) {
    case "plan":
      return entry.plan.key;
    case "add_on":
      return entry.addOn.key;
    case "overage":
      return entry.meter;
    default:
      return unreachable(entry);
  }
}

function recurringItem(item: Stripe.SubscriptionItem, { coupons }: StripeState) {
  const { price } = item;
  const interval = (["day", "week", "month", "year"] as const).find((known) => known === price.recurring?.interval);
  if (!interval || !price.recurring) throw new Error(`The price ${price.id} of a subscription isn't recurring.`);
  return {
    product: typeof price.product === "string" ? price.product : price.product.id,
    unitAmount: price.unit_amount ?? Number(price.unit_amount_decimal?.toString() ?? 0),
    quantity: item.quantity ?? 0,
    interval,
    intervalCount: price.recurring.interval_count,
    metered: price.recurring.usage_type === "metered",
    discounts: recurringDiscounts(item.discounts, coupons),
  };
}

function intervalOf(price: Stripe.Price): "month" | "year" {
  const interval = (["month", "year"] as const).find((known) => known === price.recurring?.interval);
  if (!interval) throw new Error(`The price ${price.id} isn't billed monthly or yearly.`);
  return interval;
}

/** The coupons needed to map a subscription. */
export const couponsOf = (subscription: Stripe.Subscription): string[] => [
  ...couponIds(subscription.discounts),
  ...subscription.items.data.flatMap((item) => couponIds(item.discounts)),
];

const at = (seconds: number) => new Date(seconds * 1000);
const maybeAt = (seconds: number | null) => (seconds === null ? null : at(seconds));
const earliest = (seconds: readonly number[]) => (seconds.length === 0 ? null : at(Math.min(...seconds)));
