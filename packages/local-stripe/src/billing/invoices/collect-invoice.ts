import { emitChange } from "../../events/emit";
import { invoiceSubscription } from "../../objects/invoice-object";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { emitRemoved, remainingDiscounts } from "../discounts/discounts";
import { isAccepted, type PaymentAttempt } from "../payments/outcome";
import { cancelSubscription } from "../subscriptions/cancel-subscription";
import { applyPendingUpdate } from "../subscriptions/pending-update";
import { type PayOptions, payInvoice } from "./pay-invoice";

type Invoice = PublicTables["invoice"];
type Subscription = PublicTables["subscription"];

/** Tries to pay an invoice and updates its subscription accordingly. */
export function collectInvoice(
  world: World,
  invoice: Invoice,
  options: PayOptions,
): { invoice: Invoice; attempt: PaymentAttempt } {
  const result = payInvoice(world, invoice, options);
  if (isAccepted(result.attempt)) onInvoicePaid(world, result.invoice);
  else onPaymentFailed(world, result.invoice, options);
  return result;
}

/** A paid invoice reactivates its subscription. */
export function onInvoicePaid(world: World, invoice: Invoice): void {
  const before = world.store.get("subscription", invoiceSubscription(invoice) ?? "");
  if (!before) return;
  if (before.pending_update && before.latest_invoice === invoice.id) {
    applyPendingUpdate(world, before);
    return;
  }
  const unpaid = before.status === "incomplete" || before.status === "past_due" || before.status === "unpaid";
  if (!unpaid || newestInvoice(world, before) !== invoice.id) return;
  world.tasks.cancel("subscription.expire", before.id);
  const trialing = before.trial_end !== null && before.trial_end > world.clock.now();
  const after = world.store.put("subscription", {
    ...before,
    status: trialing ? "trialing" : "active",
    default_payment_method: before.default_payment_method ?? usedPaymentMethod(world, before, invoice),
  });
  markDelinquent(world, before, false);
  emitChange(world, "customer.subscription.updated", before, after);
}

/** Voided invoices don't count for a subscription's status (docs.stripe.com/billing/subscriptions/overview). */
function newestInvoice(world: World, { id, customer, latest_invoice }: Subscription): string | null {
  if (world.store.get("invoice", latest_invoice ?? "")?.status !== "void") return latest_invoice;
  const own = world.store
    .where("invoice", "customer", customer)
    .filter((invoice) => invoiceSubscription(invoice) === id && invoice.status !== "void");
  return own.at(-1)?.id ?? null;
}

/** `save_default_payment_method: on_subscription` stores the card of the first successful payment. */
function usedPaymentMethod(world: World, subscription: Subscription, invoice: Invoice): string | null {
  if (subscription.payment_settings?.save_default_payment_method !== "on_subscription") return null;
  const [payment] = world.store.where("invoice_payment", "invoice", invoice.id);
  return world.store.get("payment_intent", payment?.payment.payment_intent ?? "")?.payment_method ?? null;
}

/** Makes the subscription past due, or ends dunning after the last attempt. */
export function onPaymentFailed(world: World, invoice: Invoice, options: PayOptions): void {
  const before = world.store.get("subscription", invoiceSubscription(invoice) ?? "");
  if (!before || before.status === "incomplete" || before.ended_at !== null) return;
  // An unpaid invoice for a pending update doesn't make the subscription itself past due.
  if (before.pending_update && before.latest_invoice === invoice.id) return;
  const exhausted =
    options.automatic && invoice.next_payment_attempt === null && invoice.billing_reason !== "subscription_create";
  if (exhausted && !options.onSession && invoice.attempt_count > world.settings.dunning.retryDays.length) {
    onRetriesExhausted(world, before, invoice);
    return;
  }
  if (before.status === "past_due" || before.status === "unpaid") return;
  const after = world.store.put("subscription", { ...before, status: "past_due" });
  markDelinquent(world, before, true);
  emitChange(world, "customer.subscription.updated", before, after);
}

/** All retries failed: the account's settings decide what happens to the subscription. */
function onRetriesExhausted(world: World, subscription: Subscription, invoice: Invoice): void {
  const { end } = world.settings.dunning;
  if (end === "canceled") {
    cancelSubscription(world, subscription, { reason: "payment_failed" });
    return;
  }
  world.store.put("invoice", { ...invoice, auto_advance: false });
  const after = world.store.put("subscription", { ...subscription, status: end });
  emitChange(world, "customer.subscription.updated", subscription, after);
}

function markDelinquent(world: World, subscription: Subscription, delinquent: boolean): void {
  const customer = world.store.get("customer", subscription.customer);
  if (!customer || customer.delinquent === delinquent) return;
  const after = world.store.put("customer", { ...customer, delinquent });
  emitChange(world, "customer.updated", customer, after);
}

/** Drops `once` discounts from the subscription and its items after the first invoice with a positive subtotal. */
export function withoutUsedDiscounts(world: World, subscription: Subscription, invoice: Invoice): Subscription {
  if (invoice.subtotal <= 0) return subscription;
  const remaining = (ids: readonly string[]): string[] => {
    if (ids.length === 0) return [];
    const kept = remainingDiscounts(world, ids, world.clock.now());
    emitRemoved(world, ids, kept);
    return kept;
  };
  const data = subscription.items.data.map((item) =>
    item.discounts.length === 0 ? item : { ...item, discounts: remaining(item.discounts) },
  );
  return { ...subscription, discounts: remaining(subscription.discounts), items: { ...subscription.items, data } };
}
