import type { driftKinds, mismatchKinds } from "@/db/schema";
import type { Facts, InvoiceFacts, ItemFacts, SubscriptionFacts } from "./facts";

export type MismatchKind = (typeof mismatchKinds)[number];
type MirrorKind = (typeof driftKinds)[number];

/** A difference, with the values on each side. */
export type Difference = {
  kind: MismatchKind;
  /** The Stripe object that differs. */
  subject: string;
  here: Record<string, unknown>;
  there: Record<string, unknown>;
};

/**
 * How the database differs from Stripe. Each difference is reported once, by its cause: a missing subscription explains its
 * plan, price and period, and another plan explains another price.
 *
 * @param customerId the subject when neither side has a subscription.
 */
export function differences(customerId: string, here: Facts, there: Facts): Difference[] {
  return [
    ...ofSubscription(customerId, here, there),
    ...ofInvoices(here.invoices, there.invoices),
    ...there.duplicates.map((subject): Difference => {
      const counts = there.subscription.stripeSubscriptionId;
      return { kind: "duplicate_subscription", subject, here: { counts }, there: { live: [counts, subject] } };
    }),
  ];
}

function ofSubscription(customerId: string, here: Facts, there: Facts): Difference[] {
  const ours = here.subscription;
  const theirs = there.subscription;
  const subject = theirs.stripeSubscriptionId ?? ours.stripeSubscriptionId ?? customerId;
  if (ours.stripeSubscriptionId !== theirs.stripeSubscriptionId) {
    const kind = theirs.stripeSubscriptionId === null ? "missing_there" : "missing_here";
    return [difference(kind, subject, ours, theirs, ["stripeSubscriptionId", "status", "planKey", "mrr"])];
  }
  const found = [
    ...differing("status", subject, ours, theirs, ["status", "failedPayments"]),
    ...differing("plan", subject, ours, theirs, planColumns),
    // An ended subscription has no items.
    ...(ours.status === theirs.status || there.items.length > 0 ? ofItems(subject, here.items, there.items) : []),
  ];
  const explained = found.some(({ kind }) => kind !== "status") || ours.status !== theirs.status;
  return [
    ...found,
    ...(ours.status === theirs.status ? differing("period", subject, ours, theirs, periodColumns) : []),
    ...(explained ? [] : differing("amount", subject, ours, theirs, ["unitAmount", "currency", "mrr"])),
  ];
}

/** The current plan, and the scheduled or pending one. */
const planColumns = [
  "planKey",
  "lookupKey",
  "interval",
  "stripeScheduleId",
  "scheduledAt",
  "scheduledLookupKey",
  "pendingPlanKey",
] as const;
const periodColumns = ["currentPeriodStart", "currentPeriodEnd", "cancelAt"] as const;

type Column = keyof SubscriptionFacts;

function differing(
  kind: MirrorKind,
  subject: string,
  ours: SubscriptionFacts,
  theirs: SubscriptionFacts,
  columns: readonly Column[],
): Difference[] {
  const unequal = columns.filter((column) => plain(ours[column]) !== plain(theirs[column]));
  return unequal.length === 0 ? [] : [difference(kind, subject, ours, theirs, unequal)];
}

function difference(
  kind: MirrorKind,
  subject: string,
  ours: SubscriptionFacts,
  theirs: SubscriptionFacts,
  columns: readonly Column[],
): Difference {
  const side = (facts: SubscriptionFacts) =>
    Object.fromEntries(columns.map((column) => [column, plain(facts[column])]));
  return { kind, subject, here: side(ours), there: side(theirs) };
}

/** Quantities of the plan and each add-on. Another plan is a difference of its own, and a recreated item with a new id is none. */
function ofItems(subject: string, ours: readonly ItemFacts[], theirs: readonly ItemFacts[]): Difference[] {
  const here = quantities(ours);
  const there = quantities(theirs);
  const keys = [...new Set([...Object.keys(here), ...Object.keys(there)])].sort();
  const unequal = keys.filter((key) => (here[key] ?? 0) !== (there[key] ?? 0));
  if (unequal.length === 0) return [];
  const pick = (from: Record<string, number>) => Object.fromEntries(unequal.map((key) => [key, from[key] ?? 0]));
  return [{ kind: "quantity", subject, here: pick(here), there: pick(there) }];
}

function quantities(items: readonly ItemFacts[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { kind, itemKey, stripePriceId, quantity } of items) {
    const key = kind === "plan" ? "plan" : (itemKey ?? stripePriceId ?? "custom");
    sums[key] = (sums[key] ?? 0) + quantity;
  }
  return sums;
}

function ofInvoices(ours: readonly InvoiceFacts[], theirs: readonly InvoiceFacts[]): Difference[] {
  const known = new Map(ours.map((invoice) => [invoice.stripeInvoiceId, invoice]));
  return theirs.flatMap((invoice) => ofInvoice(known.get(invoice.stripeInvoiceId), invoice));
}

function ofInvoice(ours: InvoiceFacts | undefined, theirs: InvoiceFacts): Difference[] {
  const { stripeInvoiceId: subject, ...there } = theirs;
  if (!ours) return [{ kind: "missing_here", subject, here: {}, there }];
  const { stripeInvoiceId, ...here } = ours;
  if (ours.status !== theirs.status) return [{ kind: "status", subject, here, there }];
  const same =
    ours.total === theirs.total &&
    ours.amountPaid === theirs.amountPaid &&
    ours.amountRemaining === theirs.amountRemaining;
  return same ? [] : [{ kind: "amount", subject, here, there }];
}

/** Dates as ISO strings, because both sides are stored as JSON. */
const plain = (value: SubscriptionFacts[Column]) => (value instanceof Date ? value.toISOString() : value);
