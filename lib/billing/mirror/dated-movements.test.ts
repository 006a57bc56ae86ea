import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/catalog";
import { addDays } from "@/lib/durations";
import { emptyRow } from "@/testing/billing/empty-row";
import { stripeInvoice, stripeState, stripeSubscription } from "@/testing/billing/stripe-shapes";
import { datedMovements, type Ledger, type MovementFacts } from "./dated-movements";
import type { DiscountMirror } from "./discounts";
import { invoiceMirror } from "./invoice-mirror";
import { mirrorOf } from "./mirror";
import type { SubscriptionRow } from "./subscription-row";

const now = new Date("2026-11-21T00:00:00Z");
const daysAgo = (days: number) => addDays(now, -days);

const { subscription } = mirrorOf(catalog, stripeState({ subscriptions: [stripeSubscription()] }), now);
if (!subscription) throw new Error("no subscription");

const paying: SubscriptionRow = {
  ...emptyRow(daysAgo(40)),
  stripeSubscriptionId: "sub_1",
  status: "active",
  planKey: "professional",
  currency: "usd",
  mrr: 19_900,
};
const ledger: Ledger = { open: { mrr: 19_900, currency: "usd" }, held: null, last: daysAgo(60) };
const never: Ledger = { open: null, held: null, last: undefined };

const facts = (given: Partial<MovementFacts>): MovementFacts => ({
  before: paying,
  after: paying,
  known: { items: subscription.items, discounts: [] },
  subscription,
  invoices: [],
  ledger,
  now,
  ...given,
});

const dated = (given: Partial<MovementFacts>) =>
  datedMovements(facts(given)).map(({ kind, amount, occurredAt }) => [kind, amount, occurredAt]);

const halfOff = (endsAt: Date): DiscountMirror => ({
  stripeDiscountId: `di_${endsAt.getTime()}`,
  scope: "subscription",
  stripeItemId: null,
  position: 0,
  name: "Half",
  code: null,
  stripeCouponId: "half",
  percentOff: 50,
  amountOff: null,
  currency: null,
  duration: "repeating",
  endsAt,
  products: null,
});

describe("movements", () => {
  it("aren't made when nothing changed", () => {
    expect(dated({})).toEqual([]);
  });

  it("of another plan or interval at the same MRR take it along, without a change of MRR", () => {
    const moved = [["expansion", 0, now]];
    expect(dated({ after: { ...paying, planKey: "enterprise" } })).toEqual(moved);
    const monthly: SubscriptionRow = { ...paying, interval: "month", intervalCount: 1 };
    expect(dated({ before: monthly, after: { ...monthly, interval: "year" } })).toEqual(moved);
    const free = { ...paying, mrr: 0 };
    expect(dated({ before: free, after: { ...free, planKey: "enterprise" }, ledger: never })).toEqual([]);
  });

  it("of a first payment are dated when it was paid, and never in the future", () => {
    const before = emptyRow(daysAgo(40));
    const bought = (firstPaidAt: Date) =>
      dated({ before, after: { ...paying, firstPaidAt }, ledger: never, known: { items: [], discounts: [] } });
    expect(bought(daysAgo(9))).toEqual([["new", 19_900, daysAgo(9)]]);
    expect(bought(addDays(now, 2))).toEqual([["new", 19_900, now]]);
  });

  it("of several discounts that ended since the last sync are dated at their ends, and what else changed now", () => {
    const discounts = [halfOff(daysAgo(9)), halfOff(daysAgo(3))];
    expect(
      dated({
        before: { ...paying, mrr: 4_975 },
        after: { ...paying, mrr: 24_900 },
        known: { items: subscription.items, discounts },
        ledger: { ...ledger, open: { mrr: 4_975, currency: "usd" } },
      }),
    ).toEqual([
      ["expansion", 4_975, daysAgo(9)],
      ["expansion", 9_950, daysAgo(3)],
      ["expansion", 5_000, now],
    ]);
  });

  it("don't follow from a discount that ended after the subscription", () => {
    const discounts = [halfOff(daysAgo(3))];
    const half = { mrr: 9_950, currency: "usd" };
    const after: SubscriptionRow = { ...paying, status: "canceled", endedAt: daysAgo(5), mrr: 0 };
    expect(
      dated({
        before: { ...paying, mrr: 9_950 },
        after,
        known: { items: subscription.items, discounts },
        ledger: { ...ledger, open: half },
      }),
    ).toEqual([["churn", -9_950, daysAgo(5)]]);
  });

  it("of a payment that stays late are churn after three weeks, whenever it's found", () => {
    const late: SubscriptionRow = { ...paying, status: "past_due", pastDueSince: daysAgo(30) };
    const lost = [["churn", -19_900, daysAgo(9)]];
    expect(dated({ before: late, after: { ...late, mrr: 0 } })).toEqual(lost);
    expect(dated({ before: paying, after: { ...late, mrr: 0 } })).toEqual(lost);
    const ended: SubscriptionRow = { ...late, status: "canceled", pastDueSince: null, endedAt: daysAgo(2), mrr: 0 };
    expect(dated({ before: late, after: ended, subscription: { ...subscription, lossCause: "delinquent" } })).toEqual(
      lost,
    );
  });

  it("aren't made by a payment that was late and is paid by now, however long ago", () => {
    const late: SubscriptionRow = { ...paying, status: "past_due", pastDueSince: daysAgo(30) };
    expect(dated({ before: late, after: paying })).toEqual([]);
  });

  it("of a customer who pays after all are dated when they paid", () => {
    const late: SubscriptionRow = { ...paying, status: "past_due", pastDueSince: daysAgo(30), mrr: 0 };
    const paid = { ...invoiceMirror(stripeInvoice()), paidAt: daysAgo(1) };
    const lost: Ledger = { open: null, held: null, last: daysAgo(9) };
    expect(dated({ before: late, after: paying, invoices: [paid], ledger: lost })).toEqual([
      ["reactivation", 19_900, daysAgo(1)],
    ]);
  });

  it("of a free period are a pause from the day it was granted, and end with it", () => {
    const trial: SubscriptionRow = { ...paying, status: "trialing", trialEndsAt: daysAgo(2), mrr: 0 };
    const granted = { ...subscription, trialStartedAt: daysAgo(20) };
    expect(dated({ after: trial, subscription: granted })).toEqual([["paused", -19_900, daysAgo(20)]]);
    const asBefore = { ...subscription, trialStartedAt: daysAgo(74) };
    expect(dated({ after: trial, subscription: asBefore })).toEqual([["paused", -19_900, now]]);
    const held: Ledger = { open: null, held: { mrr: 19_900, currency: "usd" }, last: daysAgo(20) };
    expect(dated({ before: trial, ledger: held })).toEqual([["resumed", 19_900, daysAgo(2)]]);
  });

  it("of a customer who leaves during a pause are what the pause held, and churn", () => {
    const paused: SubscriptionRow = { ...paying, status: "paused", mrr: 0 };
    const after: SubscriptionRow = { ...paused, status: "canceled", endedAt: daysAgo(4) };
    const held: Ledger = { open: null, held: { mrr: 19_900, currency: "usd" }, last: daysAgo(20) };
    expect(dated({ before: paused, after, ledger: held })).toEqual([
      ["resumed", 19_900, daysAgo(4)],
      ["churn", -19_900, daysAgo(4)],
    ]);
  });

  it("are never dated before the last one", () => {
    const after: SubscriptionRow = { ...paying, status: "canceled", endedAt: daysAgo(90), mrr: 0 };
    expect(dated({ after })).toEqual([["churn", -19_900, daysAgo(60)]]);
  });
});
