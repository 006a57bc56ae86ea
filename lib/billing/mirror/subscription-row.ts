import type { subscriptions } from "@/db/schema";
import { unreachable } from "@/lib/errors";
import type { Mirror } from "./mirror";
import type { SubscriptionMirror } from "./subscription-mirror";

export type SubscriptionRow = typeof subscriptions.$inferSelect;

/** The columns a sync writes. */
export type BillingColumns = Omit<
  SubscriptionRow,
  | "organizationId"
  | "trialStartedAt"
  | "trialEndsAt"
  | "trialRefusedDomain"
  | "verifyBy"
  | "suspendedAt"
  | "suspendedReason"
  | "stripeCustomerId"
  | "entitlementsVersion"
>;

/** What the organization's row becomes when Stripe's present state is `mirror`. The trial's own columns never change. */
export function nextRow(row: SubscriptionRow, { subscription, card, customer }: Mirror, now: Date): BillingColumns {
  const next = { ...unbought(row, now), ...noCard, ...card, ...customer, syncedAt: now, updatedAt: now };
  if (!subscription) return next;
  const { standing } = subscription;
  switch (standing) {
    case "trialing":
    case "active":
    case "past_due":
    case "paused":
      return { ...next, ...bought(subscription), status: standing };
    case "incomplete":
      // A first payment under way changes nothing yet, and who left before does not get the trial back by trying again.
      return { ...next, status: next.status === "canceled" ? "canceled" : "incomplete" };
    case "ended":
      return { ...next, ...bought(subscription), ...nothingAhead, status: "canceled", pastDueSince: null, mrr: 0 };
    case "never":
      return next;
    default:
      return unreachable(standing);
  }
}

/** What ended changes no more; why it ended stays told. */
const nothingAhead = {
  cancelAt: null,
  stripeScheduleId: null,
  scheduledAt: null,
  scheduledPlanKey: null,
  scheduledInterval: null,
  scheduledLookupKey: null,
  scheduledItems: null,
  pendingPlanKey: null,
  pendingUntil: null,
  pendingInvoiceUrl: null,
  discountName: null,
  discountCode: null,
  discountPercentOff: null,
  discountAmountOff: null,
  discountEndsAt: null,
};

const noCard = { cardBrand: null, cardLast4: null, cardExpires: null };

/** Nothing live in Stripe: a trial goes on or is over, and what was bought once stays told as ended. */
function unbought(row: SubscriptionRow, now: Date): BillingColumns {
  const {
    organizationId,
    trialStartedAt,
    trialEndsAt,
    trialRefusedDomain,
    verifyBy,
    suspendedAt,
    suspendedReason,
    stripeCustomerId,
    entitlementsVersion,
    ...kept
  } = row;
  const gone = { ...kept, ...nothingAhead, pastDueSince: null, failedPayments: 0, mrr: 0 };
  switch (row.status) {
    case "trialing":
    case "expired":
    case "canceled":
      return gone;
    case "incomplete":
      return { ...gone, status: trialEndsAt > now ? "trialing" : "expired" };
    case "active":
    case "past_due":
    case "paused":
      return { ...gone, status: "canceled", endedAt: row.endedAt ?? now };
    default:
      return unreachable(row.status);
  }
}

function bought(subscription: SubscriptionMirror) {
  const { standing, items, startedAt, lossCause, ...columns } = subscription;
  return columns;
}
