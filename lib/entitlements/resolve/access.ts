import type { subscriptions } from "@/db/schema";
import type { Catalog } from "@/lib/catalog";
import { addDays } from "@/lib/durations";
import { unreachable } from "@/lib/errors";
import type { OrganizationStatus } from "@/lib/trials";

/** Full access; full with a payment warning (grace); read and export only; billing only (blocked). */
export type Access = "full" | "grace" | "read_only" | "blocked";

export type AccessRule =
  | "trial"
  | "stripe_trial"
  | "trial_over"
  | "trial_refused"
  | "unverified"
  | "paid"
  | "payment_failed"
  | "payments_failed_thrice"
  | "invoice_overdue"
  | "invoice_long_overdue"
  | "unpaid"
  | "other_subscription"
  | "collection_paused"
  | "paused"
  | "canceled"
  | "suspended";

/** What access depends on: of the subscription, the trial and a suspension. */
export type SubscriptionState = Pick<
  typeof subscriptions.$inferSelect,
  "failedPayments" | "pastDueSince" | "endedAt" | "collectionMethod" | "pausedBehavior"
> & {
  status: OrganizationStatus;
  /** The end of the trial before a purchase. */
  trialEndsAt: Date;
  /** The end of a trial that the subscription has at Stripe; null unless it's on one. */
  stripeTrialEndsAt: Date | null;
  trialRefusedDomain: string | null;
  verifyBy: Date | null;
  suspendedAt: Date | null;
  /** The plans of the customer's other subscriptions that Stripe provisions. */
  otherPlans: readonly string[];
};

export type AccessDecision = {
  access: Access;
  rule: AccessRule;
  /** Since when the rule holds, where that is known. */
  since: Date | null;
  /** The plan that takes over after a trial or subscription, if the catalog has one. */
  fallbackPlan: string | null;
  /** With the rule `other_subscription`: the plans that are provided, of which the highest counts. Empty otherwise. */
  provided: readonly string[];
};

export type Fallback = Catalog["trial"]["fallback"];

/** How long an invoice may be late, and whether a pause that writes invoices off ends access. */
export type PaymentTerms = Catalog["payment"];
const defaultTerms: PaymentTerms = { overdueDays: 30, pausedUncollectible: "full" };

/** After this many failed payments in a row, access is read-only. */
export const failuresUntilReadOnly = 3;

/**
 * The access of an organization at `now`. An organization that Stripe treats as provisioned has access: while one of its
 * subscriptions is active, on a trial, or only its collection is paused. Pure.
 */
export function access(
  subscription: SubscriptionState & { planKey: string },
  now: Date,
  fallback: Fallback = "read_only",
): Access {
  return decideAccess(subscription, now, fallback).access;
}

/** The same with the rule behind it, since when it holds, and whose plan it is. Pure. */
export function decideAccess(
  subscription: SubscriptionState & { planKey: string },
  now: Date,
  fallback: Fallback = "read_only",
  terms: PaymentTerms = defaultTerms,
): AccessDecision {
  if (subscription.suspendedAt) return decided("blocked", "suspended", subscription.suspendedAt);
  const own = ofCounted(subscription, now, fallback, terms);
  const { otherPlans, planKey } = subscription;
  if (own.access === "full" || otherPlans.length === 0) return own;
  // While a payment is only late, the plan that counts isn't taken away.
  const provided = own.access === "grace" ? [planKey, ...otherPlans] : otherPlans;
  return { ...decided("full", "other_subscription", null), provided };
}

/** By the subscription that counts, or the trial before it. */
function ofCounted(
  subscription: SubscriptionState,
  now: Date,
  fallback: Fallback,
  terms: PaymentTerms,
): AccessDecision {
  switch (subscription.status) {
    case "trialing":
      // Stripe ends its own trials, and says so. Until then the trial before the purchase doesn't matter.
      return subscription.stripeTrialEndsAt === null
        ? onTrial(subscription, now, fallback)
        : decided("full", "stripe_trial", null);
    case "incomplete":
      // An unfinished first purchase does not change the trial.
      return onTrial(subscription, now, fallback);
    case "active":
      return decided("full", "paid", null);
    case "past_due":
      return late(subscription, now, terms);
    case "unpaid":
      // It can still be paid, but nothing is retried any more.
      return decided("read_only", "unpaid", subscription.pastDueSince);
    case "paused":
      return paused(subscription, terms);
    case "expired":
      return withoutTrial(subscription, fallback);
    case "canceled":
      return ended("canceled", subscription.endedAt, fallback);
    default:
      return unreachable(subscription.status);
  }
}

const decided = (access: Access, rule: AccessRule, since: Date | null): AccessDecision => ({
  access,
  rule,
  since,
  fallbackPlan: null,
  provided: nothing,
});

const nothing: readonly string[] = [];

/** A card is charged again and again; an invoice that was sent is only late, from its due date on. */
function late(subscription: SubscriptionState, now: Date, terms: PaymentTerms): AccessDecision {
  const { failedPayments, pastDueSince, collectionMethod } = subscription;
  const sent = collectionMethod === "send_invoice";
  if (failedPayments >= failuresUntilReadOnly) {
    return decided("read_only", sent ? "invoice_long_overdue" : "payments_failed_thrice", pastDueSince);
  }
  if (!sent) return decided("grace", "payment_failed", pastDueSince);
  const readOnlyAt = overdueUntil(subscription, terms);
  return readOnlyAt && now >= readOnlyAt
    ? decided("read_only", "invoice_long_overdue", pastDueSince)
    : decided("grace", "invoice_overdue", pastDueSince);
}

/** When access ends because of an invoice that is late; null if none is. */
export function overdueUntil(
  {
    status,
    collectionMethod,
    pastDueSince,
  }: Pick<SubscriptionState, "collectionMethod" | "pastDueSince"> & {
    status: SubscriptionState["status"] | null;
  },
  { overdueDays }: PaymentTerms = defaultTerms,
): Date | null {
  if (status !== "past_due" || collectionMethod !== "send_invoice" || pastDueSince === null) return null;
  return addDays(pastDueSince, overdueDays);
}

/**
 * While collection is paused "the customer retains access" (docs.stripe.com/billing/subscriptions/pause-payment). Stripe's own
 * status `paused` is a trial that ended without a payment method: nothing is provisioned.
 */
function paused({ pausedBehavior }: SubscriptionState, { pausedUncollectible }: PaymentTerms): AccessDecision {
  if (pausedBehavior === null) return decided("read_only", "paused", null);
  return pausedBehavior === "mark_uncollectible" && pausedUncollectible === "read_only"
    ? decided("read_only", "paused", null)
    : decided("full", "collection_paused", null);
}

/** A trial is on hold from `verifyBy` until an owner verifies their email address (docs/decisions/0013). */
function onTrial(subscription: SubscriptionState, now: Date, fallback: Fallback): AccessDecision {
  const { trialEndsAt, verifyBy } = subscription;
  if (now >= trialEndsAt) return withoutTrial(subscription, fallback);
  return verifyBy !== null && now >= verifyBy
    ? ended("unverified", verifyBy, fallback)
    : decided("full", "trial", null);
}

/** A trial that has ended, or was refused because the organization had one before. */
function withoutTrial({ trialRefusedDomain, trialEndsAt }: SubscriptionState, fallback: Fallback): AccessDecision {
  // A refused trial never ran, so there is no day on which it ended.
  return trialRefusedDomain === null
    ? ended("trial_over", trialEndsAt, fallback)
    : ended("trial_refused", null, fallback);
}

function ended(rule: AccessRule, since: Date | null, fallback: Fallback): AccessDecision {
  if (fallback === "read_only") return decided("read_only", rule, since);
  return { ...decided("full", rule, since), fallbackPlan: fallback.plan };
}
