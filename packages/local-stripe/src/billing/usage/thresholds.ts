import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { afterDiscountUse } from "../invoices/collect-invoice";
import { type Draft, draftInvoice } from "../invoices/draft-invoice";
import { licensedLines, periodFrom } from "../invoices/period-lines";
import { type Item, isMetered, nextPeriodEnd } from "../periods/cadence";
import { cutShort } from "../periods/period-ends";
import { scheduleSubscription } from "../subscriptions/schedule-tasks";
import { forgetMetering, meteredLines, noteBilled, unbilledUse } from "./metered-lines";

type Subscription = PublicTables["subscription"];
type Invoice = PublicTables["invoice"];

/** "Billing thresholds are not evaluated during the 24 hours prior to a subscription's period ending." */
const quietBeforeEnd = 24 * 3600;

/**
 * Invoices a customer's subscriptions that have reached a billing threshold
 * (docs.stripe.com/billing/subscriptions/usage-based/thresholds). Not during a trial or on a period's last day.
 */
export function checkThresholds(world: World, customer: string): void {
  for (const subscription of world.store.where("subscription", "customer", customer)) {
    if (subscription.status !== "active") continue;
    if (world.clock.now() >= nextPeriodEnd(subscription) - quietBeforeEnd) continue;
    const reasons = reasonsFor(world, subscription);
    if (reasons) invoiceUse(world, subscription, reasons);
  }
}

interface Reasons {
  amount: number | null;
  items: Item[];
}

function reasonsFor(world: World, subscription: Subscription): Reasons | null {
  const items = subscription.items.data.filter((item) => {
    const usage = item.billing_thresholds?.usage_gte ?? null;
    return usage !== null && isMetered(item.price) && unbilledUse(world, subscription, item) >= usage;
  });
  const limit = subscription.billing_thresholds?.amount_gte ?? null;
  const reached = limit !== null && owed(world, subscription) >= limit;
  return reached || items.length > 0 ? { amount: reached ? limit : null, items } : null;
}

/** What an invoice would total now, with discounts and prorations, before tax. */
function owed(world: World, subscription: Subscription): number {
  const draft = world.store.rehearse(() => draftInvoice(world, useSoFar(world, subscription)));
  return draft.total_excluding_tax ?? draft.total;
}

function useSoFar(world: World, subscription: Subscription): Draft {
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

function invoiceUse(world: World, before: Subscription, reasons: Reasons): void {
  const use = useSoFar(world, before);
  const resets = reasons.amount !== null && before.billing_thresholds?.reset_billing_cycle_anchor === true;
  const after = resets ? startAnew(world, before) : before;
  if (!resets) for (const line of use.lines) noteBilled(world, line);
  const fresh = resets ? after.items.data.flatMap((item) => licensedLines(world, after, item, true)) : [];
  const draft = draftInvoice(world, { ...use, subscription: after, lines: [...fresh, ...use.lines] });
  const told = world.store.put("invoice", { ...draft, threshold_reason: reasonOf(draft, reasons) });
  world.store.put("subscription", { ...afterDiscountUse(world, after, told), latest_invoice: told.id });
  if (resets) scheduleSubscription(world, after);
  if (told.auto_advance) world.due.schedule("invoice.finalize", told.id, told.created + 3600);
}

/** "As if the subscription naturally arrived at its rollover point": periods restart now. */
function startAnew(world: World, before: Subscription): Subscription {
  const now = world.clock.now();
  const anchored = { billing_cycle_anchor: now, billing_cycle_anchor_config: null };
  const data = before.items.data.map((item) => {
    const { start, end } = periodFrom(anchored, item, now);
    forgetMetering(world, item);
    return { ...item, current_period_start: start, current_period_end: cutShort(before, end, start) };
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
