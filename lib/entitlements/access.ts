import type { subscriptions } from "@/db/schema";
import type { Catalog } from "@/lib/catalog";
import { unreachable } from "@/lib/errors";
import type { OrganizationStatus } from "@/lib/trials";

/** What an organization may do at all: everything; everything, with a warning; read and export; billing only. */
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
  | "cancelled"
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
  /** The plan that took over when the trial or the subscription ended, if the catalogue has one. */
  fallbackPlan: string | null;
};

export type Fallback = Catalog["trial"]["fallback"];

/** Failed payments in a row after which an organization can only read. */
export const failuresUntilReadOnly = 3;

/** What an organization may do at `now`, in one word. */
export function access(subscription: SubscriptionState, now: Date, fallback: Fallback = "read_only"): Access {
  return decideAccess(subscription, now, fallback).access;
}

/** The same with the rule that decided, since when, and the plan that took over. */
export function decideAccess(
  subscription: SubscriptionState,
  now: Date,
  fallback: Fallback = "read_only",
): AccessDecision {
  if (subscription.suspendedAt) return decided("blocked", "suspended", subscription.suspendedAt);
  switch (subscription.status) {
    case "trialing":
    case "incomplete":
      // An unfinished first purchase leaves the trial as it was.
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
      return ended("cancelled", subscription.endedAt, fallback);
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

/** Where no owner has shown that the address is theirs, a trial waits from `verifyBy` on (docs/decisions/0013). */
function onTrial(subscription: SubscriptionState, now: Date, fallback: Fallback): AccessDecision {
  const { trialEndsAt, verifyBy } = subscription;
  if (now >= trialEndsAt) return withoutTrial(subscription, fallback);
  return verifyBy !== null && now >= verifyBy
    ? ended("unverified", verifyBy, fallback)
    : decided("full", "trial", null);
}

/** A trial that is over, or one that a company did not get a second time. */
function withoutTrial({ trialRefusedDomain, trialEndsAt }: SubscriptionState, fallback: Fallback): AccessDecision {
  return ended(trialRefusedDomain === null ? "trial_over" : "trial_refused", trialEndsAt, fallback);
}

function ended(rule: AccessRule, since: Date | null, fallback: Fallback): AccessDecision {
  if (fallback === "read_only") return decided("read_only", rule, since);
  return { access: "full", rule, since, fallbackPlan: fallback.plan };
}
