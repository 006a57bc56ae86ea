import { describe, expect, it } from "vitest";
import { catalog } from "@/lib/catalog";
import { emptyRow } from "@/testing/billing/empty-row";
import { stripeInvoice, stripeState, stripeSubscription } from "@/testing/billing/stripe-shapes";
import { mirrorOf } from "../mirror/mirror";
import { nextRows } from "../mirror/subscription-row";
import { type BillingState, billingState } from "./billing-state";
import { isEmpty, syncDiff } from "./sync-diff";

const now = new Date("2026-11-21T00:00:00Z");
const row = emptyRow(now);
const trial = {
  organizationId: row.organizationId,
  planKey: "starter",
  chosenInterval: null,
  chosenCurrency: null,
  startedAt: now,
  endsAt: new Date("2026-12-05T00:00:00Z"),
  endedAt: null,
  refusedDomain: null,
  verifyBy: null,
};

const mirror = (changes: Parameters<typeof stripeSubscription>[0] = {}) =>
  mirrorOf(catalog, stripeState({ subscriptions: [stripeSubscription(changes)], invoices: [stripeInvoice()] }), now);
const stateOf = (changes: Parameters<typeof stripeSubscription>[0] = {}): BillingState =>
  billingState(nextRows(row, mirror(changes), now), trial, now);

const onTrial = billingState({ subscription: row, scheduledChange: null, pendingChange: null }, trial, now);
const noMoney = { refunds: new Map(), creditNotes: new Map(), disputes: new Map() };
const nothing = {
  before: { ...noMoney, items: [], otherSubscriptions: [], invoices: new Map() },
  after: {
    refunds: [],
    creditNotes: [],
    disputes: [],
    items: [],
    otherSubscriptions: [],
    invoices: mirror().invoices.slice(1),
    duplicates: [],
  },
};
const diff = (before: BillingState, after: BillingState) => syncDiff(catalog, before, after, nothing, now);

describe("the diff of a sync", () => {
  it("is empty if nothing changed at Stripe", () => {
    expect(isEmpty(diff(stateOf(), stateOf()))).toBe(true);
    expect(isEmpty(diff(onTrial, onTrial))).toBe(true);
  });

  it("compares with the trial if there was no subscription", () => {
    expect(onTrial).toMatchObject({ status: "trialing", planKey: "starter", anchorAt: trial.startedAt });
    expect(diff(onTrial, stateOf()).changes.map(({ action }) => action)).toEqual(["billing.subscription_started"]);
  });

  it("is for the audit log and the billing contacts", () => {
    const leaving = stateOf({ cancel_at: Math.floor(trial.endsAt.getTime() / 1000) });
    const { changes, subscription, payments } = diff(stateOf(), leaving);
    expect(changes.map(({ action }) => action)).toEqual(["billing.cancellation_scheduled"]);
    expect(subscription.map(({ kind }) => kind)).toEqual(["canceled"]);
    expect(payments).toEqual([]);
  });

  it("has only payments if nothing else changed", () => {
    const { invoices } = mirror();
    const lists = { ...nothing, after: { ...nothing.after, invoices } };
    const paid = syncDiff(catalog, stateOf(), stateOf(), lists, invoices[0]?.paidAt ?? now);
    expect(paid.payments.map(({ kind }) => kind)).toEqual(["succeeded"]);
    expect(isEmpty(paid)).toBe(false);
  });
});
