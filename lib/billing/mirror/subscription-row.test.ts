import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/catalog";
import { periodEnd, stripeInvoice, stripeState, stripeSubscription } from "@/testing/billing/stripe-shapes";
import { mirrorOf } from "./mirror";
import { nextRow, type SubscriptionRow } from "./subscription-row";

const now = new Date("2026-11-21T00:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

const trial: SubscriptionRow = {
  organizationId: "019a0000-0000-7000-8000-000000000000",
  planKey: "starter",
  status: "trialing",
  trialStartedAt: inDays(-4),
  trialEndsAt: inDays(10),
  trialRefusedDomain: null,
  verifyBy: null,
  suspendedAt: null,
  suspendedReason: null,
  stripeCustomerId: "cus_1",
  stripeSubscriptionId: null,
  lookupKey: null,
  interval: null,
  currency: null,
  unitAmount: null,
  anchorAt: inDays(-4),
  currentPeriodStart: null,
  currentPeriodEnd: null,
  cancelAt: null,
  cancelReason: null,
  cancelComment: null,
  cancelRequestedAt: null,
  endedAt: null,
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
  retainedAt: null,
  billingEmail: null,
  pastDueSince: null,
  failedPayments: 0,
  mrr: 0,
  entitlementsVersion: 1,
  cardBrand: null,
  cardLast4: null,
  cardExpires: null,
  syncedAt: null,
  updatedAt: inDays(-4),
};

const next = (row: SubscriptionRow, ...statuses: string[]) => {
  const subscriptions = statuses.map((status, index) =>
    stripeSubscription({
      id: `sub_${index + 1}`,
      status: status as "active",
      ended_at: status === "canceled" ? periodEnd : null,
    }),
  );
  return nextRow(row, mirrorOf(catalog, stripeState({ subscriptions, invoices: [stripeInvoice()] }), now), now);
};

describe("the row of an organization", () => {
  it.each<[string, string, SubscriptionRow["status"], number]>([
    ["buys", "active", "active", 19900],
    ["is on trial at Stripe", "trialing", "trialing", 0],
    ["falls behind", "past_due", "past_due", 19900],
    ["is given up on", "unpaid", "past_due", 0],
    ["is paused", "paused", "paused", 0],
    ["left", "canceled", "canceled", 0],
    ["is about to pay for the first time", "incomplete", "incomplete", 0],
    ["never paid the first time", "incomplete_expired", "trialing", 0],
  ])("that %s (%s) becomes %s", (_who, status, expected, mrr) => {
    expect(next(trial, status)).toMatchObject({ status: expected, mrr, syncedAt: now });
  });

  it("keeps its trial while nothing was bought", () => {
    expect(next(trial)).toMatchObject({ status: "trialing", planKey: "starter", anchorAt: trial.anchorAt });
    expect(next({ ...trial, status: "expired", trialEndsAt: inDays(-1) })).toMatchObject({ status: "expired" });
  });

  it("goes back to its trial, or its end, when the first payment never came", () => {
    expect(next({ ...trial, status: "incomplete" }, "incomplete_expired").status).toBe("trialing");
    expect(next({ ...trial, status: "incomplete", trialEndsAt: inDays(-1) }, "incomplete_expired").status).toBe(
      "expired",
    );
  });

  it("does not get the trial back by leaving and trying again", () => {
    expect(next({ ...trial, status: "canceled", endedAt: inDays(-1) }, "incomplete").status).toBe("canceled");
    expect(next(trial, "canceled", "incomplete").status).toBe("canceled");
  });

  it("has ended when Stripe no longer knows what it had", () => {
    const active = { ...trial, ...next(trial, "active") };
    expect(nextRow(active, mirrorOf(catalog, stripeState({ subscriptions: [] }), now), now)).toMatchObject({
      status: "canceled",
      endedAt: now,
      mrr: 0,
    });
  });

  it("never touches the trial's own columns, an admin's suspension or the version a trigger keeps", () => {
    const kept = [
      "trialStartedAt",
      "trialEndsAt",
      "suspendedAt",
      "suspendedReason",
      "stripeCustomerId",
      "entitlementsVersion",
    ];
    for (const column of kept) expect(next(trial, "active")).not.toHaveProperty(column);
  });

  it("is the same after a second look", () => {
    for (const status of ["active", "past_due", "canceled", "incomplete", "incomplete_expired"]) {
      const once = next(trial, status);
      expect(next({ ...trial, ...once }, status)).toEqual(once);
    }
  });
});
