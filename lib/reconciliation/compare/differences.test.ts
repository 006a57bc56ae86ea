import { describe, expect, it } from "vitest";
import { differences } from "./differences";
import type { Facts, InvoiceFacts, SubscriptionFacts } from "./facts";

const subscription: SubscriptionFacts = {
  status: "active",
  planKey: "professional",
  lookupKey: "unison_professional_month_usd_v1",
  interval: "month",
  currency: "usd",
  unitAmount: 19900,
  mrr: 19900,
  stripeSubscriptionId: "sub_1",
  currentPeriodStart: new Date("2026-11-01T00:00:00Z"),
  currentPeriodEnd: new Date("2026-12-01T00:00:00Z"),
  cancelAt: null,
  failedPayments: 0,
  stripeScheduleId: null,
  scheduledAt: null,
  scheduledLookupKey: null,
  pendingPlanKey: null,
};
const bill: InvoiceFacts = {
  stripeInvoiceId: "in_1",
  status: "paid",
  total: 19900,
  amountPaid: 19900,
  amountRemaining: 0,
};
const plan = { kind: "plan", itemKey: "professional", stripePriceId: "price_1", quantity: 1 } as const;
const users = (quantity: number) =>
  ({ kind: "add_on", itemKey: "extra_user", stripePriceId: "price_2", quantity }) as const;

const facts = (changes: Partial<SubscriptionFacts> = {}, rest: Partial<Facts> = {}): Facts => ({
  subscription: { ...subscription, ...changes },
  items: [plan],
  invoices: [bill],
  duplicates: [],
  ...rest,
});

const kindsOf = (here: Facts, there: Facts) => differences("cus_1", here, there).map(({ kind }) => kind);
const starter = { planKey: "starter", lookupKey: "unison_starter_month_usd_v1", unitAmount: 4900, mrr: 4900 };
const nothing = { stripeSubscriptionId: null, status: "trialing", lookupKey: null, mrr: 0 } as const;

describe("a difference between the database and Stripe", () => {
  it.each<[what: string, here: Facts, there: Facts, kinds: string[]]>([
    ["the same on both sides", facts(), facts(), []],
    ["a purchase we weren't notified of", facts(nothing, { invoices: [] }), facts(), ["missing_here", "missing_here"]],
    ["a different subscription", facts({ stripeSubscriptionId: "sub_0" }), facts(), ["missing_here"]],
    ["a subscription Stripe doesn't have", facts(), facts(nothing), ["missing_there"]],
    ["a subscription that ended", facts(), facts({ status: "canceled", mrr: 0 }, { items: [] }), ["status"]],
    ["a second failure of the same payment", facts(), facts({ failedPayments: 2 }), ["status"]],
    ["another plan, which explains its price", facts(), facts(starter), ["plan"]],
    ["a scheduled change we weren't notified of", facts(), facts({ stripeScheduleId: "sub_sched_1" }), ["plan"]],
    ["an upgrade that awaits payment", facts(), facts({ pendingPlanKey: "enterprise" }), ["plan"]],
    ["another interval", facts(), facts({ interval: "year", lookupKey: "unison_professional_year_usd_v1" }), ["plan"]],
    ["more seats, which explain the MRR", facts(), facts({ mrr: 20900 }, { items: [plan, users(2)] }), ["quantity"]],
    ["fewer seats", facts({}, { items: [plan, users(3)] }), facts({}, { items: [plan, users(1)] }), ["quantity"]],
    ["the plan twice", facts(), facts({}, { items: [{ ...plan, quantity: 2 }] }), ["quantity"]],
    ["a renewal", facts(), facts({ currentPeriodEnd: new Date("2027-01-01T00:00:00Z") }), ["period"]],
    ["a requested cancellation", facts(), facts({ cancelAt: new Date("2026-12-01T00:00:00Z") }), ["period"]],
    ["a discount", facts(), facts({ mrr: 17910 }), ["amount"]],
    ["another currency", facts(), facts({ currency: "eur" }), ["amount"]],
    ["an invoice we never saw", facts({}, { invoices: [] }), facts(), ["missing_here"]],
    ["an invoice that was paid", facts({}, { invoices: [{ ...bill, status: "open" }] }), facts(), ["status"]],
    ["an invoice with another total", facts({}, { invoices: [{ ...bill, total: 1 }] }), facts(), ["amount"]],
    ["an old invoice Stripe didn't list", facts(), facts({}, { invoices: [] }), []],
    ["a second live subscription", facts(), facts({}, { duplicates: ["sub_2"] }), ["duplicate_subscription"]],
    [
      "plan, seats and period at once",
      facts(),
      facts({ ...starter, cancelAt: new Date("2026-12-01T00:00:00Z") }, { items: [plan, users(1)] }),
      ["plan", "quantity", "period"],
    ],
  ])("%s", (_what, here, there, kinds) => {
    expect(kindsOf(here, there)).toEqual(kinds);
  });

  it("names the object and the values on each side", () => {
    expect(differences("cus_1", facts(), facts({ cancelAt: new Date("2026-12-01T00:00:00Z") }))).toEqual([
      { kind: "period", subject: "sub_1", here: { cancelAt: null }, there: { cancelAt: "2026-12-01T00:00:00.000Z" } },
    ]);
    expect(differences("cus_1", facts(), facts({}, { items: [plan, users(2)] }))).toEqual([
      { kind: "quantity", subject: "sub_1", here: { extra_user: 0 }, there: { extra_user: 2 } },
    ]);
  });

  it("is about the customer when neither side has a subscription", () => {
    const none = { ...nothing, status: "incomplete" } as const;
    const found = differences("cus_1", facts(nothing, { invoices: [] }), facts(none, { invoices: [] }));
    expect(found).toMatchObject([{ kind: "status", subject: "cus_1" }]);
  });
});
