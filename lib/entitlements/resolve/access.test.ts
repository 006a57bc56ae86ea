import { describe, expect, it } from "vitest";
import { organizationStatuses } from "@/db/schema";
import { addDays } from "@/lib/durations";
import { access, decideAccess, type SubscriptionState } from "./access";

const now = new Date("2026-03-10T12:00:00Z");
const before = new Date(now.getTime() - 1);
const after = new Date(now.getTime() + 1);
const daysAgo = (days: number) => addDays(now, -days);

type State = SubscriptionState & { planKey: string };

const subscription = (given: Partial<State> = {}): State => ({
  status: "trialing",
  planKey: "professional",
  otherPlans: [],
  trialEndsAt: after,
  trialRefusedDomain: null,
  verifyBy: null,
  stripeTrialEndsAt: null,
  collectionMethod: null,
  pausedBehavior: null,
  suspendedAt: null,
  failedPayments: 0,
  pastDueSince: null,
  endedAt: null,
  ...given,
});

describe("access", () => {
  it.each([
    ["on trial", { status: "trialing", trialEndsAt: after }, "full", "trial"],
    ["on trial, in the moment it ends", { status: "trialing", trialEndsAt: now }, "read_only", "trial_over"],
    [
      "on a trial that has ended, whether or not the job has run",
      { status: "trialing", trialEndsAt: before },
      "read_only",
      "trial_over",
    ],
    ["expired", { status: "expired", trialEndsAt: before }, "read_only", "trial_over"],
    [
      "an organization that had a trial before",
      { status: "expired", trialEndsAt: before, trialRefusedDomain: "acme.example" },
      "read_only",
      "trial_refused",
    ],
    ["on trial, with days left to verify", { verifyBy: after }, "full", "trial"],
    ["on trial, in the moment it had to be verified by", { verifyBy: now }, "read_only", "unverified"],
    [
      "unverified, with an unfinished first purchase",
      { status: "incomplete", verifyBy: before },
      "read_only",
      "unverified",
    ],
    ["unverified to its trial's end", { trialEndsAt: before, verifyBy: before }, "read_only", "trial_over"],
    ["paying, verified or not", { status: "active", verifyBy: before }, "full", "paid"],
    ["such a company once it pays", { status: "active", trialRefusedDomain: "acme.example" }, "full", "paid"],
    ["with a first purchase unfinished, on trial", { status: "incomplete", trialEndsAt: after }, "full", "trial"],
    [
      "with an unfinished first purchase, after the trial",
      { status: "incomplete", trialEndsAt: before },
      "read_only",
      "trial_over",
    ],
    ["paying", { status: "active", trialEndsAt: before }, "full", "paid"],
    ["past due, before anything failed", { status: "past_due", failedPayments: 0 }, "grace", "payment_failed"],
    ["after one failed payment", { status: "past_due", failedPayments: 1 }, "grace", "payment_failed"],
    ["after two", { status: "past_due", failedPayments: 2 }, "grace", "payment_failed"],
    ["after three", { status: "past_due", failedPayments: 3 }, "read_only", "payments_failed_thrice"],
    ["once Stripe has stopped collecting", { status: "unpaid", failedPayments: 8 }, "read_only", "unpaid"],
    ["unpaid by invoice", { status: "unpaid", collectionMethod: "send_invoice" }, "read_only", "unpaid"],
    [
      "after three, while Stripe provisions another subscription",
      { status: "past_due", failedPayments: 3, otherPlans: ["starter"] },
      "full",
      "other_subscription",
    ],
    [
      "unpaid, while Stripe provisions another subscription",
      { status: "unpaid", otherPlans: ["starter"] },
      "full",
      "other_subscription",
    ],
    ["paid, beside another subscription", { status: "active", otherPlans: ["starter"] }, "full", "paid"],
    [
      "suspended, whatever else is paid",
      { status: "past_due", suspendedAt: before, otherPlans: ["starter"] },
      "blocked",
      "suspended",
    ],
    ["after four", { status: "past_due", failedPayments: 4 }, "read_only", "payments_failed_thrice"],
    ["paying again, whatever failed before", { status: "active", failedPayments: 3 }, "full", "paid"],
    [
      "on a trial at Stripe, whatever its own trial was",
      { status: "trialing", stripeTrialEndsAt: after, trialEndsAt: before, verifyBy: before },
      "full",
      "stripe_trial",
    ],
    [
      "on a trial at Stripe that has just ended, until Stripe says what follows",
      { status: "trialing", stripeTrialEndsAt: before, trialEndsAt: before },
      "full",
      "stripe_trial",
    ],
    ["whose trial at Stripe ended without a payment method", { status: "paused" }, "read_only", "paused"],
    ["whose collection is paused", { status: "paused", pausedBehavior: "void" }, "full", "collection_paused"],
    [
      "whose invoices are kept as drafts",
      { status: "paused", pausedBehavior: "keep_as_draft" },
      "full",
      "collection_paused",
    ],
    [
      "whose invoices are written off",
      { status: "paused", pausedBehavior: "mark_uncollectible" },
      "full",
      "collection_paused",
    ],
    [
      "with an invoice that is late",
      { status: "past_due", collectionMethod: "send_invoice", pastDueSince: daysAgo(29.9) },
      "grace",
      "invoice_overdue",
    ],
    [
      "with an invoice that is late for 30 days",
      { status: "past_due", collectionMethod: "send_invoice", pastDueSince: daysAgo(30) },
      "read_only",
      "invoice_long_overdue",
    ],
    [
      "with an invoice that Stripe gave up on",
      { status: "past_due", collectionMethod: "send_invoice", pastDueSince: daysAgo(3), failedPayments: 3 },
      "read_only",
      "invoice_long_overdue",
    ],
    ["canceled", { status: "canceled" }, "read_only", "canceled"],
  ] as const)("%s is %3$s", (_who, given, expected, rule) => {
    expect(decideAccess(subscription(given), now)).toMatchObject({ access: expected, rule, fallbackPlan: null });
  });

  it.each(organizationStatuses)("is blocked while suspended, whatever the status: %s", (status) => {
    expect(decideAccess(subscription({ status, suspendedAt: before }), now, { plan: "free" })).toEqual({
      access: "blocked",
      rule: "suspended",
      since: before,
      fallbackPlan: null,
      provided: [],
    });
  });

  it.each([
    ["trialing", "full", "free"],
    ["expired", "full", "free"],
    ["canceled", "full", "free"],
    ["past_due", "read_only", null],
    ["paused", "read_only", null],
  ] as const)("falls back to the free plan if the catalog has one: %s", (status, expected, plan) => {
    const given = subscription({ status, trialEndsAt: before, failedPayments: 3 });
    expect(decideAccess(given, now, { plan: "free" })).toMatchObject({ access: expected, fallbackPlan: plan });
  });

  it("is read-only after a trial or a subscription unless the catalog has a fallback plan", () => {
    expect(access(subscription({ status: "expired" }), now)).toBe("read_only");
    expect(access(subscription({ status: "canceled" }), now)).toBe("read_only");
    expect(access(subscription({ status: "active" }), now)).toBe("full");
  });

  it("ends while invoices are written off, if the catalog says so, and after as many days as it says", () => {
    const terms = { overdueDays: 7, pausedUncollectible: "read_only" } as const;
    const decide = (given: Partial<SubscriptionState>) =>
      decideAccess(subscription(given), now, "read_only", terms).access;
    expect(decide({ status: "paused", pausedBehavior: "mark_uncollectible" })).toBe("read_only");
    expect(decide({ status: "paused", pausedBehavior: "void" })).toBe("full");
    const late = { status: "past_due", collectionMethod: "send_invoice" } as const;
    expect(decide({ ...late, pastDueSince: daysAgo(6) })).toBe("grace");
    expect(decide({ ...late, pastDueSince: daysAgo(7) })).toBe("read_only");
  });

  it("has the date since when it holds", () => {
    expect(decideAccess(subscription({ status: "expired", trialEndsAt: before }), now).since).toEqual(before);
    const failed = subscription({ status: "past_due", failedPayments: 3, pastDueSince: before });
    expect(decideAccess(failed, now).since).toEqual(before);
  });
});
