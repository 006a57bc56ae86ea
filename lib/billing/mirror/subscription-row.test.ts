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

describe("the row of an organization", () => {
  it.each<[string, string, SubscriptionRow["status"], number]>([
    ["buys", "active", "active", 19900],
    ["is on trial at Stripe", "trialing", "trialing", 0],
    ["falls behind", "past_due", "past_due", 19900],
    ["is out of retries", "unpaid", "past_due", 0],
    ["is paused", "paused", "paused", 0],
    ["left", "canceled", "canceled", 0],
    ["is about to pay for the first time", "incomplete", "incomplete", 0],
    ["never paid the first time", "incomplete_expired", null, 0],
  ])("that %s (%s) becomes %s", (_who, status, expected, mrr) => {
    expect(next(empty, status)).toMatchObject({ status: expected, mrr });
  });

  it("stays empty while nothing was bought", () => {
    expect(next(empty)).toEqual({ ...empty, billingEmail: "owner@example.com" });
  });

  it("is empty again when the first payment never came", () => {
    expect(next({ ...empty, status: "incomplete" }, "incomplete_expired").status).toBeNull();
    expect(next({ ...empty, status: "incomplete" }).status).toBeNull();
  });

  it("does not get the trial back by leaving and trying again", () => {
    expect(next({ ...empty, status: "canceled", endedAt: inDays(-1) }, "incomplete").status).toBe("canceled");
    expect(next(empty, "canceled", "incomplete").status).toBe("canceled");
  });

  it.each(["active", "past_due", "paused", "trialing"])(
    "that was %s has ended when Stripe no longer knows what it had",
    (status) => {
      expect(next(next(empty, status))).toMatchObject({ status: "canceled", endedAt: now, mrr: 0 });
    },
  );

  it("keeps its organization, its customer and the version a trigger keeps", () => {
    const { organizationId, stripeCustomerId, entitlementsVersion } = empty;
    expect(next(empty, "active")).toMatchObject({ organizationId, stripeCustomerId, entitlementsVersion });
  });

  it("has columns of the table and no other", () => {
    expect(Object.keys(next(empty, "active")).sort()).toEqual(Object.keys(empty).sort());
  });

  it("is the same after a second look", () => {
    for (const status of ["active", "past_due", "canceled", "incomplete", "incomplete_expired"]) {
      const once = next(empty, status);
      expect(next(once, status)).toEqual(once);
    }
  });
});

describe("what stands beside the row", () => {
  it("is there while the subscription lives, and gone with it", () => {
    expect(nextRows(empty, mirrored("active"), now).items.length).toBeGreaterThan(0);
    for (const status of ["canceled", "incomplete", "incomplete_expired"]) {
      const { items, scheduledChange, pendingChange } = nextRows(empty, mirrored(status), now);
      expect([items, scheduledChange, pendingChange]).toEqual([[], null, null]);
    }
  });
});
