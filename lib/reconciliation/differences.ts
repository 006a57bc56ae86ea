import type { driftKinds } from "@/db/schema";
import type { Facts, InvoiceFacts, ItemFacts, SubscriptionFacts } from "./facts";

export type DriftKind = (typeof driftKinds)[number];

/** A difference, and what each side says of it. */
export type Difference = {
  kind: DriftKind;
  /** Stripe's object it is about. */
  subject: string;
  here: Record<string, unknown>;
  there: Record<string, unknown>;
};

/**
 * How the database differs from Stripe, each difference told once by its cause: a subscription that is not here at all
 * explains its plan, its price and its period, and another plan explains another price.
 *
 * @param customerId the subject where there is no subscription on either side.
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
    return [told(kind, subject, ours, theirs, ["stripeSubscriptionId", "status", "planKey", "mrr"])];
  }
  const found = [
    ...differing("status", subject, ours, theirs, ["status", "failedPayments"]),
    ...differing("plan", subject, ours, theirs, planColumns),
    // What has ended has no items any more.
    ...(ours.status === theirs.status || there.items.length > 0 ? ofItems(subject, here.items, there.items) : []),
  ];
  const explained = found.some(({ kind }) => kind !== "status") || ours.status !== theirs.status;
  return [
    ...found,
    ...(ours.status === theirs.status ? differing("period", subject, ours, theirs, periodColumns) : []),
    ...(explained ? [] : differing("amount", subject, ours, theirs, ["unitAmount", "currency", "mrr"])),
  ];
}

/** The plan there is, and the one that waits for the period's end or for its payment. */
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
  kind: DriftKind,
  subject: string,
  ours: SubscriptionFacts,
  theirs: SubscriptionFacts,
  columns: readonly Column[],
): Difference[] {
  const unequal = columns.filter((column) => plain(ours[column]) !== plain(theirs[column]));
  return unequal.length === 0 ? [] : [told(kind, subject, ours, theirs, unequal)];
}

function told(
  kind: DriftKind,
  subject: string,
  ours: SubscriptionFacts,
  theirs: SubscriptionFacts,
  columns: readonly Column[],
): Difference {
  const side = (facts: SubscriptionFacts) =>
    Object.fromEntries(columns.map((column) => [column, plain(facts[column])]));
  return { kind, subject, here: side(ours), there: side(theirs) };
}

/** How many of the plan and of each add-on. Which plan is told as such, and an item made anew under another id is the same. */
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
  for (const { kind, itemKey, quantity } of items) {
    const key = kind === "plan" ? "plan" : itemKey;
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

/** Times by their instant, as they are stored in JSON. */
const plain = (value: SubscriptionFacts[Column]) => (value instanceof Date ? value.toISOString() : value);
