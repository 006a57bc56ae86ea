import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { withoutUsedDiscounts } from "../invoices/collect-invoice";
import { type Draft, draftInvoice } from "../invoices/draft-invoice";
import { licensedLines, periodFrom } from "../invoices/period-lines";
import { type Item, isMetered, nextPeriodEnd } from "../periods/cadence";
import { capAtCancelAt } from "../periods/period-ends";
import { scheduleSubscription } from "../subscriptions/schedule-tasks";
import { meteredLines, recordBilled, resetMetering, unbilledUsage } from "./metered-lines";

type Subscription = PublicTables["subscription"];
type Invoice = PublicTables["invoice"];

/** "Billing thresholds are not evaluated during the 24 hours prior to a subscription's period ending." */
const noEvaluationBeforeEnd = 24 * 3600;

/**
 * Invoices a customer's subscriptions that have reached a billing threshold
 * (docs.stripe.com/billing/subscriptions/usage-based/thresholds). Not during a trial or on a period's last day.
 */
export function checkThresholds(world: World, customer: string): void {
  for (const subscription of world.store.where("subscription", "customer", customer)) {
    if (subscription.status !== "active") continue;
    if (world.clock.now() >= nextPeriodEnd(subscription) - noEvaluationBeforeEnd) continue;
    const reasons = reasonsFor(world, subscription);
    if (reasons) invoiceUsage(world, subscription, reasons);
  }
}

interface Reasons {
  amount: number | null;
  items: Item[];
}

function reasonsFor(world: World, subscription: Subscription): Reasons | null {
  const items = subscription.items.data.filter((item) => {
    const usage = item.billing_thresholds?.usage_gte ?? null;
    return usage !== null && isMetered(item.price) && unbilledUsage(world, subscription, item) >= usage;
  });
  const limit = subscription.billing_thresholds?.amount_gte ?? null;
  const reached = limit !== null && amountOwed(world, subscription) >= limit;
  return reached || items.length > 0 ? { amount: reached ? limit : null, items } : null;
}

/** What an invoice would total now, with discounts and prorations, before tax. */
function amountOwed(world: World, subscription: Subscription): number {
  const draft = world.store.dryRun(() => draftInvoice(world, usageDraft(world, subscription)));
  return draft.total_excluding_tax ?? draft.total;
}

function usageDraft(world: World, subscription: Subscription): Draft {
  const now = world.clock.now();
  return {
    customer: subscription.customer,
    subscription,
    reason: "subscription_threshold",
    currency: subscription.currency,
    lines: subscription.items.data.flatMap((item) =>
      meteredLines(world, subscription, item, { start: item.current_period_start, end: now }, "end_too"),
    ),
    withPending: true,
    period: { start: Math.min(...subscription.items.data.map((item) => item.current_period_start)), end: now },
    discounts: subscription.discounts,
    autoAdvance: subscription.pause_collection === null,
  };
}

function invoiceUsage(world: World, before: Subscription, reasons: Reasons): void {
  const usage = usageDraft(world, before);
  const resets = reasons.amount !== null && before.billing_thresholds?.reset_billing_cycle_anchor === true;
  const after = resets ? restartAtThreshold(world, before) : before;
  if (!resets) for (const line of usage.lines) recordBilled(world, line);
  const licensed = resets ? after.items.data.flatMap((item) => licensedLines(world, after, item, true)) : [];
  const draft = draftInvoice(world, { ...usage, subscription: after, lines: [...licensed, ...usage.lines] });
  const saved = world.store.put("invoice", { ...draft, threshold_reason: reasonOf(draft, reasons) });
  world.store.put("subscription", { ...withoutUsedDiscounts(world, after, saved), latest_invoice: saved.id });
  if (resets) scheduleSubscription(world, after);
  if (saved.auto_advance) world.tasks.schedule("invoice.finalize", saved.id, saved.created + 3600);
}

/** "As if the subscription naturally arrived at its rollover point": periods restart now. */
function restartAtThreshold(world: World, before: Subscription): Subscription {
  const now = world.clock.now();
  const anchored = { billing_cycle_anchor: now, billing_cycle_anchor_config: null };
  const data = before.items.data.map((item) => {
    const { start, end } = periodFrom(anchored, item, now);
    resetMetering(world, item);
    return { ...item, current_period_start: start, current_period_end: capAtCancelAt(before, end, start) };
  });
  return world.store.put("subscription", { ...before, ...anchored, items: { ...before.items, data } });
}

function reasonOf(draft: Invoice, { amount, items }: Reasons): NonNullable<Invoice["threshold_reason"]> {
  return {
    amount_gte: amount,
    item_reasons: items.map((item) => ({
      line_item_ids: draft.lines.data
        .filter((line) => line.parent?.subscription_item_details?.subscription_item === item.id)
        .map((line) => line.id),
      usage_gte: item.billing_thresholds?.usage_gte ?? 0,
    })),
  };
}
