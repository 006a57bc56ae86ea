import type Stripe from "stripe";
import { pausedBehaviors } from "@/db/schema";
import type { Catalog } from "@/lib/catalog";
import { addDays } from "@/lib/durations";
import { mrrOf } from "@/lib/metrics/mrr";
import { discountsOf, type KnownDiscounts } from "./discounts";
import { includedTaxPercent } from "./included-tax";
import { subscriptionOf } from "./invoice-mirror";
import { intervalOf, readItems } from "./items";
import { runningSchedule } from "./managed-schedule";
import { recurringOf } from "./revenue";
import { scheduleMirror } from "./schedule-mirror";
import { type LifecycleStatus, lifecycleOf, readStatus, type StripeStatus } from "./status";
import type { StripeState } from "./stripe-state";
import { cancellationFacts, pendingChange } from "./subscription-facts";

/** A subscription from Stripe: the columns of its row, its related rows, and what movements need. */
export type SubscriptionMirror = NonNullable<ReturnType<typeof subscriptionMirror>>;

/**
 * Maps a subscription.
 * @param known the discounts as they were stored before.
 * @returns undefined when it has no plan of the catalog.
 * @throws Error for a status, interval or shape Stripe didn't have when this was written.
 */
export function subscriptionMirror(
  catalog: Catalog,
  subscription: Stripe.Subscription,
  state: StripeState,
  now: Date,
  known: KnownDiscounts,
) {
  const { currency } = subscription;
  const { plan: found, items: read } = readItems(catalog, subscription.items.data, currency, state);
  if (!found) return undefined;
  const { item, plan, lookupKey } = found;
  const items = read.map(({ item: each, priced }) => ({
    stripeItemId: each.id,
    ...priced,
    includedTaxPercent: includedTaxPercent(each, subscription, state),
    currentPeriodEnd: at(each.current_period_end),
  }));
  const price = items.find(({ stripeItemId }) => stripeItemId === item.id);
  const status = readStatus(subscription.status, subscription.pause_collection !== null);
  const failing = failingInvoices(subscription, status, state.invoices);
  const schedule = runningSchedule(subscription, state);
  const pastDueSince = earliest(failing.map((invoice) => dueSince(invoice, subscription)));
  const discounts = discountsOf(subscription, state, known, now);
  return {
    stripeSubscriptionId: subscription.id,
    lifecycle: lifecycleStatus(subscription, status, state.invoices),
    planKey: plan.key,
    lookupKey,
    interval: intervalOf(item.price),
    intervalCount: item.price.recurring?.interval_count ?? 1,
    currency,
    unitAmount: price?.unitAmount ?? 0,
    anchorAt: at(subscription.billing_cycle_anchor),
    currentPeriodStart: at(item.current_period_start),
    currentPeriodEnd: at(item.current_period_end),
    startedAt: at(subscription.start_date),
    firstPaidAt: firstPaidAt(subscription, state.invoices, now),
    trialStartedAt: maybeAt(subscription.trial_start),
    trialEndsAt: status === "trialing" ? maybeAt(subscription.trial_end) : null,
    cancelAt: cancelAt(subscription),
    ...cancellationFacts(subscription),
    stripeScheduleId: schedule?.id ?? null,
    endedAt: maybeAt(subscription.ended_at),
    collectionMethod: isInvoiced(subscription) ? ("send_invoice" as const) : ("charge_automatically" as const),
    daysUntilDue: isInvoiced(subscription) ? subscription.days_until_due : null,
    ...nextInvoiceFacts(subscription, state),
    pausedBehavior: pausedBehaviors.find((known) => known === subscription.pause_collection?.behavior) ?? null,
    resumesAt: maybeAt(subscription.pause_collection?.resumes_at ?? null),
    pastDueSince,
    failedPayments: failedPayments(failing, status),
    mrr: mrrOf({ status, pastDueSince, ...recurringOf({ items, discounts }) }, now),
    items,
    discounts,
    scheduledChange: scheduleMirror(catalog, schedule, currency, state),
    pendingChange: pendingChange(catalog, subscription, state),
    /** Why it ended or stopped paying. */
    lossCause: lossCause(subscription, status),
  };
}

/**
 * When it first counted as paid: when its first invoice was paid, its start if invoices are sent, or the end of the trial
 * it began with. Null until then.
 */
function firstPaidAt(subscription: Stripe.Subscription, invoices: readonly Stripe.Invoice[], now: Date): Date | null {
  const { id, status, start_date, trial_start, trial_end } = subscription;
  if (status === "incomplete" || status === "incomplete_expired") return null;
  const beganWithTrial = trial_start !== null && trial_end !== null && trial_start <= start_date;
  if (beganWithTrial) return at(trial_end) > now ? null : at(trial_end);
  const first = invoices.find(
    (invoice) => invoice.billing_reason === "subscription_create" && subscriptionOf(invoice) === id,
  );
  return isInvoiced(subscription) ? at(start_date) : at(first?.status_transitions.paid_at ?? start_date);
}

/** What the next invoice takes into account besides items and discounts. */
function nextInvoiceFacts({ id, currency }: Stripe.Subscription, { customer, pendingItems }: StripeState) {
  const waiting = pendingItems.filter((item) => {
    const owner = item.parent?.subscription_details?.subscription ?? null;
    return item.currency === currency && (owner === null || owner === id);
  });
  return {
    customerBalance: balanceIn(currency, customer),
    pendingAmount: waiting.some(({ discountable }) => discountable)
      ? null
      : waiting.reduce((total, { amount }) => total + amount, 0),
  };
}

/** A customer's balance is in one currency, and only lowers invoices in it. */
function balanceIn(currency: string, customer: StripeState["customer"]): number | null {
  if (customer.deleted) return null;
  return customer.balance === 0 || customer.currency === currency ? customer.balance : null;
}

const isInvoiced = ({ collection_method }: { collection_method: string }) => collection_method === "send_invoice";

/** A subscription that ended without ever being paid, on trial or invoiced doesn't count. */
function lifecycleStatus(
  subscription: Stripe.Subscription,
  status: StripeStatus,
  invoices: readonly Stripe.Invoice[],
): LifecycleStatus {
  const lifecycle = lifecycleOf(status);
  if (lifecycle !== "ended" || subscription.trial_start !== null || isInvoiced(subscription)) return lifecycle;
  const paid = invoices.some((invoice) => invoice.status === "paid" && subscriptionOf(invoice) === subscription.id);
  return paid ? "ended" : "never";
}

function failingInvoices(subscription: Stripe.Subscription, status: StripeStatus, invoices: readonly Stripe.Invoice[]) {
  if (status !== "past_due" && status !== "unpaid") return [];
  return invoices.filter((invoice) => invoice.status === "open" && subscriptionOf(invoice) === subscription.id);
}

/** Since when an invoice should have been paid, in Unix seconds: its due date, or when it was charged. */
function dueSince(invoice: Stripe.Invoice, { days_until_due }: Stripe.Subscription): number {
  const finalized = invoice.status_transitions.finalized_at ?? invoice.created;
  if (!isInvoiced(invoice)) return finalized;
  return invoice.due_date ?? addDays(at(finalized), days_until_due ?? 0).getTime() / 1000;
}

/**
 * How often the card was charged in vain. An invoice that is sent has attempts too (the customer's own on its page), but is
 * late by its due date alone. `unpaid` means that Stripe gave up: at least three failures, after which access is read-only,
 * whatever Stripe's own count.
 */
function failedPayments(failing: readonly Stripe.Invoice[], status: StripeStatus): number {
  const charged = failing.filter((invoice) => !isInvoiced(invoice));
  const attempts = Math.max(0, ...charged.map((invoice) => invoice.attempt_count));
  return status === "unpaid" ? Math.max(3, attempts) : attempts;
}

/** Classic billing uses `cancel_at_period_end`, the earliest end of an item's period, flexible billing sets `cancel_at`. */
function cancelAt({ cancel_at, cancel_at_period_end, items }: Stripe.Subscription): Date | null {
  if (cancel_at !== null) return at(cancel_at);
  return cancel_at_period_end ? earliest(items.data.map((item) => item.current_period_end)) : null;
}

function lossCause({ cancellation_details }: Stripe.Subscription, status: StripeStatus): "voluntary" | "delinquent" {
  const reason = cancellation_details?.reason;
  const unpaid = status === "past_due" || status === "unpaid";
  return unpaid || reason === "payment_failed" || reason === "payment_disputed" ? "delinquent" : "voluntary";
}

const at = (seconds: number) => new Date(seconds * 1000);
const maybeAt = (seconds: number | null) => (seconds === null ? null : at(seconds));
const earliest = (seconds: readonly number[]) => (seconds.length === 0 ? null : at(Math.min(...seconds)));
