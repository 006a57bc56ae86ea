import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/catalog";
import { emptyRow } from "@/testing/billing/empty-row";
import { periodEnd, stripeInvoice, stripeState, stripeSubscription } from "@/testing/billing/stripe-shapes";
import { mirrorOf } from "./mirror";
import { nextRow, nextRows, type SubscriptionRow } from "./subscription-row";

const now = new Date("2026-11-21T00:00:00Z");
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000);

const empty = emptyRow(inDays(-4));

const mirrored = (...statuses: string[]) => {
  const subscriptions = statuses.map((status, index) =>
    stripeSubscription({
      id: `sub_${index + 1}`,
      status: status as "active",
      ended_at: status === "canceled" ? periodEnd : null,
    }),
  );
  return mirrorOf(catalog, stripeState({ subscriptions, invoices: [stripeInvoice()] }), now);
};
const next = (row: SubscriptionRow, ...statuses: string[]) => nextRow(row, mirrored(...statuses), now);

describe("the subscription row of an organization", () => {
  it.each<[string, string, SubscriptionRow["status"], number]>([
    ["buys", "active", "active", 19900],
    ["is on trial at Stripe", "trialing", "trialing", 0],
    ["falls behind", "past_due", "past_due", 19900],
    ["is out of retries", "unpaid", "unpaid", 0],
    ["is paused", "paused", "paused", 0],
    ["left", "canceled", "canceled", 0],
    ["has a first payment due", "incomplete", "incomplete", 0],
    ["never made the first payment", "incomplete_expired", null, 0],
  ])("that %s (%s) becomes %s", (_who, status, expected, mrr) => {
    expect(next(empty, status)).toMatchObject({ status: expected, mrr });
  });

  it("stays empty without a purchase", () => {
    expect(next(empty)).toEqual({ ...empty, billingEmail: "owner@example.com" });
  });

  it("is empty again if the first payment is never made", () => {
    expect(next({ ...empty, status: "incomplete" }, "incomplete_expired").status).toBeNull();
    expect(next({ ...empty, status: "incomplete" }).status).toBeNull();
  });

  it("doesn't return to the trial by canceling and starting an unpaid purchase", () => {
    expect(next({ ...empty, status: "canceled", endedAt: inDays(-1) }, "incomplete").status).toBe("canceled");
    expect(next(empty, "canceled", "incomplete").status).toBe("canceled");
  });

  it.each(["active", "past_due", "paused", "trialing"])(
    "that was %s is canceled when Stripe no longer has the subscription",
    (status) => {
      expect(next(next(empty, status))).toMatchObject({ status: "canceled", endedAt: now, mrr: 0 });
    },
  );

  it("keeps its organization, its customer and the version that a trigger maintains", () => {
    const { organizationId, stripeCustomerId, entitlementsVersion } = empty;
    expect(next(empty, "active")).toMatchObject({ organizationId, stripeCustomerId, entitlementsVersion });
  });

  it("has exactly the columns of the table", () => {
    expect(Object.keys(next(empty, "active")).sort()).toEqual(Object.keys(empty).sort());
  });

  it("doesn't change when computed again", () => {
    for (const status of ["active", "past_due", "canceled", "incomplete", "incomplete_expired"]) {
      const once = next(empty, status);
      expect(next(once, status)).toEqual(once);
    }
  });
});

describe("items and changes of the subscription", () => {
  it("exist while it is live, and are removed with it", () => {
    expect(nextRows(empty, mirrored("active"), now).items.length).toBeGreaterThan(0);
    for (const status of ["canceled", "incomplete", "incomplete_expired"]) {
      const { items, scheduledChange, pendingChange } = nextRows(empty, mirrored(status), now);
      expect([items, scheduledChange, pendingChange]).toEqual([[], null, null]);
    }
  });
});
