import type { subscriptions } from "@/db/schema";
import { unreachable } from "@/lib/errors";
import type { DiscountMirror } from "./discounts";
import type { ItemMirror } from "./items";
import type { Mirror } from "./mirror";
import type { OtherSubscription } from "./other-subscriptions";
import type { ScheduledChange } from "./schedule-mirror";
import { isLive } from "./status";
import type { PendingChange, RetentionOffer } from "./subscription-facts";
import type { SubscriptionMirror } from "./subscription-mirror";

export type SubscriptionRow = typeof subscriptions.$inferSelect;

/** An organization's subscription and its related rows. */
export type MirrorRows = {
  subscription: SubscriptionRow;
  items: readonly ItemMirror[];
  discounts: readonly DiscountMirror[];
  otherSubscriptions: readonly OtherSubscription[];
  scheduledChange: ScheduledChange | null;
  pendingChange: PendingChange | null;
  retentionOffer: RetentionOffer | null;
};

/**
 * What an organization's rows become for the given state in Stripe. A subscription that has ended has no related rows.
 */
export function nextRows(row: SubscriptionRow, mirror: Mirror, now: Date): MirrorRows {
  const { subscription, retentionOffer, otherSubscriptions } = mirror;
  const live = subscription && isLive(subscription.lifecycle) ? subscription : undefined;
  return {
    subscription: nextRow(row, mirror, now),
    items: live?.items ?? [],
    discounts: live?.discounts ?? [],
    otherSubscriptions,
    scheduledChange: live?.scheduledChange ?? null,
    pendingChange: live?.pendingChange ?? null,
    retentionOffer,
  };
}

/** The subscription's own columns. Equal to `row` if nothing changed in Stripe. */
export function nextRow(
  row: SubscriptionRow,
  { subscription, card, billingEmail, taxIds, customerDeleted }: Omit<Mirror, "otherSubscriptions" | "retentionOffer">,
  now: Date,
): SubscriptionRow {
  const customerDeletedAt = customerDeleted ? (row.customerDeletedAt ?? now) : null;
  const next = { ...withoutLive(row, now), ...(card ?? noCard), billingEmail, taxIds, customerDeletedAt };
  if (!subscription) return next;
  const { lifecycle } = subscription;
  switch (lifecycle) {
    case "trialing":
    case "active":
    case "past_due":
    case "unpaid":
    case "paused":
      return { ...next, ...columnsOf(subscription), firstPaidAt: firstPaidAt(row, subscription), status: lifecycle };
    case "incomplete":
      // A first payment in progress changes nothing yet, and a customer who canceled doesn't get the trial back by
      // trying again.
      return { ...next, status: next.status ?? "incomplete" };
    case "ended":
      return { ...next, ...columnsOf(subscription), ...nothingAhead, status: "canceled", pastDueSince: null, mrr: 0 };
    case "never":
      return next;
    default:
      return unreachable(lifecycle);
  }
}

const noCard = { cardBrand: null, cardLast4: null, cardExpires: null };
/** An ended subscription no longer changes. The reason it ended is kept. */
const nothingAhead = {
  cancelAt: null,
  stripeScheduleId: null,
  trialEndsAt: null,
  customerBalance: null,
  pendingAmount: null,
  pausedBehavior: null,
  resumesAt: null,
};

/** Stays as it was first found: a free period granted later, or an invoice that is out of sight by now, doesn't move it. */
const firstPaidAt = (row: SubscriptionRow, { stripeSubscriptionId, firstPaidAt }: SubscriptionMirror) =>
  (row.stripeSubscriptionId === stripeSubscriptionId ? row.firstPaidAt : null) ?? firstPaidAt;

/** Without a live subscription in Stripe, one that was bought before has ended. */
function withoutLive(row: SubscriptionRow, now: Date): SubscriptionRow {
  const next = { ...row, ...nothingAhead, pastDueSince: null, failedPayments: 0, mrr: 0 };
  switch (row.status) {
    case null:
    case "incomplete":
      return { ...next, status: null };
    case "canceled":
      return next;
    case "trialing":
    case "active":
    case "past_due":
    case "unpaid":
    case "paused":
      return { ...next, status: "canceled", endedAt: row.endedAt ?? now };
    default:
      return unreachable(row.status);
  }
}

/** The fields of the mirror that are columns of the row. */
function columnsOf(subscription: SubscriptionMirror) {
  const {
    lifecycle,
    startedAt,
    trialStartedAt,
    lossCause,
    items,
    discounts,
    scheduledChange,
    pendingChange,
    ...columns
  } = subscription;
  return columns;
}
