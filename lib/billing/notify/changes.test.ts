import { describe, expect, it } from "vitest";
import { changesBetween } from "./changes";

type After = Parameters<typeof changesBetween>[1];

const at = new Date("2026-12-01T00:00:00Z");
const trial: After = {
  status: "trialing",
  planKey: "starter",
  lookupKey: null,
  stripeSubscriptionId: null,
  cancelAt: null,
  endedAt: null,
  mrr: 0,
  failedPayments: 0,
  collectionMethod: "charge_automatically",
  pastDueSince: null,
};
const active: After = { ...trial, status: "active", lookupKey: "a_month", stripeSubscriptionId: "sub_1", mrr: 4900 };
const late: After = { ...active, status: "past_due", failedPayments: 1 };

describe("what a sync records in the audit log", () => {
  it.each<[string, After, After, string[]]>([
    ["nothing about a trial", trial, trial, []],
    ["nothing without a change", active, active, []],
    ["the first purchase", trial, active, ["billing.subscription_started"]],
    ["a change of plan", active, { ...active, lookupKey: "b_month", mrr: 19900 }, ["billing.subscription_changed"]],
    ["more seats", active, { ...active, mrr: 5400 }, ["billing.subscription_changed"]],
    ["a cancellation", active, { ...active, cancelAt: at }, ["billing.cancellation_scheduled"]],
    ["its withdrawal", { ...active, cancelAt: at }, active, ["billing.cancellation_withdrawn"]],
    ["the end", { ...active, cancelAt: at }, { ...active, status: "canceled", mrr: 0 }, ["billing.subscription_ended"]],
    ["a failed payment", active, late, ["billing.payment_failed"]],
    ["a second failure", late, { ...late, failedPayments: 2 }, ["billing.payment_failed"]],
    ["nothing about the same failure", late, late, []],
    [
      "an invoice that was sent and is overdue",
      active,
      { ...late, failedPayments: 0, collectionMethod: "send_invoice" },
      ["billing.invoice_overdue"],
    ],
    ["a recovery", late, active, ["billing.payment_recovered"]],
    [
      "a return after the end",
      { ...active, status: "canceled", mrr: 0 },
      { ...active, stripeSubscriptionId: "sub_2" },
      ["billing.subscription_started"],
    ],
  ])("%s", (_what, before, after, actions) => {
    const changes = changesBetween(before, after);
    expect(changes.map(({ action }) => action)).toEqual(actions);
    for (const { subject } of changes) expect(subject).toBe(after.stripeSubscriptionId);
  });
});
