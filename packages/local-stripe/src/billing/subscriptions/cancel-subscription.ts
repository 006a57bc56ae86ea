import { emit } from "../../events/emit";
import { invoiceSubscription } from "../../objects/invoice-object";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { draftInvoice, pendingItems } from "../invoices/draft-invoice";
import { finalizeInvoice } from "../invoices/finalize-invoice";
import { payInvoice } from "../invoices/pay-invoice";
import { voidInvoice } from "../invoices/void-invoice";
import { lastPeriodEnd } from "../periods/cadence";
import { creditUnusedTime } from "../proration/prorate-items";
import { meteredLines } from "../usage/metered-lines";

type Subscription = PublicTables["subscription"];

export interface CancelOptions {
  reason?: "cancellation_requested" | "payment_failed";
  /** Credit the unused time as an invoice item. */
  prorate?: boolean;
  /** Invoice pending usage and invoice items now. */
  invoiceNow?: boolean;
  comment?: string | null;
  feedback?: NonNullable<Subscription["cancellation_details"]>["feedback"];
  /** A subscription whose first invoice was never paid ends as `incomplete_expired`. */
  expired?: boolean;
}

export const subscriptionTasks = [
  "subscription.cycle",
  "subscription.trial_will_end",
  "subscription.cancel",
  "subscription.expire",
  "subscription.resume",
  "subscription.pending_update",
  "invoice.upcoming",
] as const;

/** Ends a subscription immediately. */
export function cancelSubscription(world: World, before: Subscription, options: CancelOptions): Subscription {
  const now = world.clock.now();
  for (const kind of subscriptionTasks) world.tasks.cancel(kind, before.id);
  if (options.prorate) creditUnusedTime(world, before, now);
  if (options.invoiceNow) invoicePending(world, before);
  closeInvoices(world, before.id, options.expired ?? false);
  const current = world.store.get("subscription", before.id) ?? before;
  const subscription = world.store.put("subscription", {
    ...current,
    cancel_at_period_end: false,
    canceled_at: current.canceled_at ?? now,
    cancellation_details: {
      comment: options.comment ?? current.cancellation_details?.comment ?? null,
      feedback: options.feedback ?? current.cancellation_details?.feedback ?? null,
      feedback_option: null,
      reason: options.reason ?? current.cancellation_details?.reason ?? "cancellation_requested",
    },
    ended_at: now,
    status: options.expired ? "incomplete_expired" : "canceled",
  });
  endSchedule(world, subscription);
  if (options.expired) {
    emit(world, "customer.subscription.updated", subscription, { status: before.status, ended_at: null });
  } else {
    emit(world, "customer.subscription.deleted", subscription);
  }
  return subscription;
}

function invoicePending(world: World, subscription: Subscription): void {
  const now = world.clock.now();
  const lines = subscription.items.data.flatMap((item) =>
    meteredLines(world, subscription, item, { start: item.current_period_start, end: now }, "end_too"),
  );
  const pending = pendingItems(world, subscription.customer, subscription.id, subscription.currency);
  if (lines.length === 0 && pending.length === 0) return;
  const draft = draftInvoice(world, {
    customer: subscription.customer,
    subscription,
    reason: "subscription_update",
    currency: subscription.currency,
    lines,
    withPending: true,
    period: { start: now, end: lastPeriodEnd(subscription) },
    discounts: subscription.discounts,
    autoAdvance: true,
  });
  const invoice = finalizeInvoice(world, draft);
  world.store.put("subscription", { ...subscription, latest_invoice: invoice.id });
  // The subscription has ended either way, so its status doesn't change with the payment.
  if (invoice.status === "open") payInvoice(world, invoice, { automatic: true, onSession: false });
}

/** Stripe stops collecting open invoices, and voids the unpaid first invoice of an incomplete subscription. */
function closeInvoices(world: World, subscription: string, expired: boolean): void {
  const owner = world.store.get("subscription", subscription);
  for (const invoice of world.store.where("invoice", "customer", owner?.customer)) {
    if (invoiceSubscription(invoice) !== subscription) continue;
    if (expired && invoice.status === "open") voidInvoice(world, invoice);
    else if (invoice.status === "open" || invoice.status === "draft") {
      world.tasks.cancel("invoice.retry", invoice.id);
      world.tasks.cancel("invoice.finalize", invoice.id);
      world.store.put("invoice", {
        ...invoice,
        auto_advance: false,
        automatically_finalizes_at: null,
        next_payment_attempt: null,
      });
    }
  }
}

function endSchedule(world: World, subscription: Subscription): void {
  const schedule = world.store.get("subscription_schedule", subscription.schedule ?? "");
  if (schedule?.status !== "active") return;
  world.tasks.cancel("schedule.phase", schedule.id);
  const canceled = world.store.put("subscription_schedule", {
    ...schedule,
    canceled_at: world.clock.now(),
    current_phase: null,
    status: "canceled",
  });
  emit(world, "subscription_schedule.canceled", canceled);
  if (subscription.cancellation_details?.reason === "payment_failed")
    emit(world, "subscription_schedule.aborted", canceled);
}
