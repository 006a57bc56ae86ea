import type Stripe from "stripe";
import type { Catalog } from "@/lib/catalog";
import { monthlyAmount } from "./monthly";
import { isMetered, planOf } from "./plan-of";
import type { ReadCustomer, ReadSubscription } from "./read-customer";
import { taxShares } from "./tax-shares";

/** What Stripe will charge, and what it provides for that. Amounts in minor units. */
export type Reading = {
  subscriptionId: string | null;
  /** As Stripe says it; null without a live subscription to a plan of ours. */
  status: string | null;
  planKey: string | null;
  /** `late`: the next step is a rule of ours. `write_off`: collection is paused, and the catalog decides. */
  provides: "full" | "late" | "write_off" | "nothing";
  /** What recurs, normalized to a month. */
  monthly: number;
  /** Null if nothing is charged; undefined where Stripe's answer doesn't say. */
  nextCharge: { amount: number; at: Date } | null | undefined;
  /** The quantity by price id; 0 for metered prices. */
  items: Readonly<Record<string, number>>;
  scheduled: { at: Date; items: Readonly<Record<string, number>> } | null;
  cancelAt: Date | null;
  /** What is left to pay of each open invoice. */
  owed: Readonly<Record<string, number>>;
  /** When time alone last changed something: a renewal, a trial's or discount's end, a new phase, a new invoice. */
  turnedAt: Date | null;
};

/** Stripe's answers as a reading. Pure. */
export function readingOf(catalog: Catalog, { counted, hasOther, openInvoices }: ReadCustomer, now: Date): Reading {
  const owed = Object.fromEntries(openInvoices.map((invoice) => [invoice.id, invoice.amount_remaining]));
  if (!counted) return { ...nothing, owed, turnedAt: latest(openInvoices.map(({ created }) => created)) };
  const { subscription, items, schedule } = counted;
  const plans = items.flatMap(({ price }) => planOf(catalog, price) ?? []);
  return {
    subscriptionId: subscription.id,
    status: subscription.status,
    planKey: catalog.plans.toSorted((a, b) => b.rank - a.rank).find(({ key }) => plans.includes(key))?.key ?? null,
    provides: hasOther ? "full" : providedBy(subscription),
    monthly: isRevenue(subscription, openInvoices, now)
      ? monthlyAmount(items, counted.discounts, taxShares(counted), subscription.currency, seconds(now))
      : 0,
    nextCharge: isGivenUp(counted, openInvoices) ? undefined : nextChargeOf(counted),
    items: quantities(items),
    scheduled: comingPhase(schedule),
    cancelAt: cancelAt(subscription, items),
    owed,
    turnedAt: latest(turns(counted, openInvoices).filter((at) => at <= seconds(now))),
  };
}

const nothing: Omit<Reading, "owed" | "turnedAt"> = {
  subscriptionId: null,
  status: null,
  planKey: null,
  provides: "nothing",
  monthly: 0,
  nextCharge: null,
  items: {},
  scheduled: null,
  cancelAt: null,
};

/** While collection is paused the customer keeps access (docs.stripe.com/billing/subscriptions/pause-payment). */
function providedBy({ status, pause_collection }: Stripe.Subscription): Reading["provides"] {
  switch (status) {
    case "trialing":
      return "full";
    case "active":
    case "past_due":
      if (pause_collection) return pause_collection.behavior === "mark_uncollectible" ? "write_off" : "full";
      return status === "active" ? "full" : "late";
    case "unpaid":
      return "late";
    default:
      return "nothing";
  }
}

/** Three weeks after a payment was due it is no revenue any more. */
const delinquentAfterSeconds = 21 * 86_400;

function isRevenue(
  { id, status, pause_collection, days_until_due }: Stripe.Subscription,
  openInvoices: readonly Stripe.Invoice[],
  now: Date,
): boolean {
  if (pause_collection || (status !== "active" && status !== "past_due")) return false;
  if (status === "active") return true;
  const due = openInvoices
    .filter(({ parent }) => idOf(parent?.subscription_details?.subscription) === id)
    .map(({ collection_method, due_date, created, status_transitions: { finalized_at } }) => {
      const sent = finalized_at ?? created;
      return collection_method === "send_invoice" ? (due_date ?? sent + (days_until_due ?? 0) * 86_400) : sent;
    });
  return due.length === 0 || seconds(now) < Math.min(...due) + delinquentAfterSeconds;
}

/** After three failures Stripe's settings decide whether it goes on, ends the subscription, or leaves later invoices as drafts. */
const isGivenUp = (
  { subscription: { id, status } }: ReadSubscription,
  openInvoices: readonly Stripe.Invoice[],
): boolean =>
  status === "past_due" &&
  openInvoices.some(
    ({ parent, collection_method, attempt_count }) =>
      idOf(parent?.subscription_details?.subscription) === id &&
      collection_method === "charge_automatically" &&
      attempt_count >= 3,
  );

/** What the next invoice charges besides metered use, after discounts and the customer's credit, before taxes on top. */
function nextChargeOf({ subscription, items, customer, schedule, preview }: ReadSubscription): Reading["nextCharge"] {
  const { status, pause_collection } = subscription;
  if (preview === null || status === "unpaid" || status === "paused") return null;
  const at = preview.period_end;
  if (pause_collection && (pause_collection.resumes_at ?? Number.POSITIVE_INFINITY) > at) return null;
  const coming = (schedule?.phases ?? []).flatMap((phase) => phase.items.map(({ price }) => price));
  const priced = [...items.map(({ price }) => price), ...coming];
  const metered = new Set(
    priced.flatMap((price) =>
      typeof price !== "string" && "recurring" in price && isMetered(price) ? [price.id] : [],
    ),
  );
  if (preview.lines.has_more && metered.size > 0) return undefined;
  const lines = preview.lines.data.filter(({ pricing }) => !metered.has(idOf(pricing?.price_details?.price) ?? ""));
  const total = preview.lines.has_more
    ? preview.subtotal - sum((preview.total_discount_amounts ?? []).map(({ amount }) => amount))
    : sum(lines.map((line) => line.amount - sum((line.discount_amounts ?? []).map(({ amount }) => amount))));
  const amount = Math.max(0, total + (preview.starting_balance ?? customer?.balance ?? 0));
  return amount === 0 ? null : { amount, at: dateOf(at) };
}

function comingPhase(schedule: Stripe.SubscriptionSchedule | undefined): Reading["scheduled"] {
  if (schedule?.status !== "active" && schedule?.status !== "not_started") return null;
  const from = schedule.current_phase?.end_date ?? 0;
  const next = schedule.phases.find(({ start_date }) => start_date >= from);
  return next ? { at: dateOf(next.start_date), items: quantities(next.items) } : null;
}

type Priced = { price: string | Stripe.Price | Stripe.DeletedPrice; quantity?: number | undefined };

/** Metered prices have no quantity. */
function quantities(items: readonly Priced[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { price, quantity } of items) {
    const id = idOf(price) ?? "";
    const metered = typeof price !== "string" && "recurring" in price && isMetered(price);
    sums[id] = (sums[id] ?? 0) + (metered ? 0 : (quantity ?? 1));
  }
  return sums;
}

function cancelAt(
  { cancel_at, cancel_at_period_end }: Stripe.Subscription,
  items: readonly Stripe.SubscriptionItem[],
): Date | null {
  if (cancel_at !== null) return dateOf(cancel_at);
  return cancel_at_period_end ? dateOf(Math.min(...items.map((item) => item.current_period_end))) : null;
}

function turns(
  { subscription, items, discounts, schedule }: ReadSubscription,
  openInvoices: readonly Stripe.Invoice[],
): number[] {
  const offs = [...discounts.own, ...discounts.common, ...[...discounts.ofItems.values()].flat()];
  return [
    ...items.map((item) => item.current_period_start),
    ...openInvoices.map(({ created }) => created),
    ...offs.flatMap(({ until }) => until ?? []),
    ...[subscription.trial_end, subscription.ended_at, schedule?.current_phase?.start_date].flatMap((at) => at ?? []),
  ];
}

const latest = (instants: readonly number[]) => (instants.length === 0 ? null : dateOf(Math.max(...instants)));
const idOf = (value: string | { id: string } | null | undefined) => (typeof value === "string" ? value : value?.id);
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const dateOf = (unix: number) => new Date(unix * 1000);
const seconds = (at: Date) => Math.floor(at.getTime() / 1000);
