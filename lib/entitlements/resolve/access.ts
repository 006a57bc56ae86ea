import type { subscriptions } from "@/db/schema";
import type { Catalog } from "@/lib/catalog";
import { unreachable } from "@/lib/errors";
import type { OrganizationStatus } from "@/lib/trials";

/** Full access; full with a payment warning (grace); read and export only; billing only (blocked). */
export type Access = "full" | "grace" | "read_only" | "blocked";

export type AccessRule =
  | "trial"
  | "trial_over"
  | "trial_refused"
  | "unverified"
  | "paid"
  | "payment_failed"
  | "payments_failed_thrice"
  | "paused"
  | "canceled"
  | "suspended";

/** What access depends on: of the subscription, the trial and a suspension. */
export type SubscriptionState = Pick<
  typeof subscriptions.$inferSelect,
  "failedPayments" | "pastDueSince" | "endedAt"
> & {
  status: OrganizationStatus;
  trialEndsAt: Date;
  trialRefusedDomain: string | null;
  verifyBy: Date | null;
  suspendedAt: Date | null;
};

export type AccessDecision = {
  access: Access;
  rule: AccessRule;
  /** Since when the rule holds, where that is known. */
  since: Date | null;
  /** The plan that takes over after a trial or subscription, if the catalog has one. */
  fallbackPlan: string | null;
};

export type Fallback = Catalog["trial"]["fallback"];

/** After this many failed payments in a row, access is read-only. */
export const failuresUntilReadOnly = 3;

/** The access of an organization at `now`. Pure. */
export function access(subscription: SubscriptionState, now: Date, fallback: Fallback = "read_only"): Access {
  return decideAccess(subscription, now, fallback).access;
}

/** The same with the rule behind it, since when it holds, and the fallback plan. Pure. */
export function decideAccess(
  subscription: SubscriptionState,
  now: Date,
  fallback: Fallback = "read_only",
): AccessDecision {
  if (subscription.suspendedAt) return decided("blocked", "suspended", subscription.suspendedAt);
  switch (subscription.status) {
    case "trialing":
    case "incomplete":
      // An unfinished first purchase does not change the trial.
      return onTrial(subscription, now, fallback);
    case "active":
      return decided("full", "paid", null);
    case "past_due":
      return subscription.failedPayments >= failuresUntilReadOnly
        ? decided("read_only", "payments_failed_thrice", subscription.pastDueSince)
        : decided("grace", "payment_failed", subscription.pastDueSince);
    case "paused":
      return decided("read_only", "paused", null);
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
});

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
  return { access: "full", rule, since, fallbackPlan: fallback.plan };
}
