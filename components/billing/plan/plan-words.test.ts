import { describe, expect, it } from "vitest";
import type { InvoiceLine, SummaryDiscount, SummaryItem } from "@/lib/billing";
import { givenBackWords } from "../invoice-words";
import { noticeOf } from "../notices";
import { discountWords, isPlanAlone, itemName, itemPrice, totalWords } from "./item-words";
import { planWords, priceWords } from "./plan-words";

const now = new Date("2026-11-21T12:00:00Z");
const later = {
  at: new Date("2026-12-21T23:30:00Z"),
  plan: { key: "professional", name: "Professional" },
  interval: "month" as const,
  addOns: [],
  managed: true,
  items: [],
  discounts: [],
  endsAt: null,
  renewsAt: null,
};
const item = (given: Partial<SummaryItem> = {}): SummaryItem => ({
  kind: "plan",
  key: "professional",
  name: "Professional",
  quantity: 1,
  amount: 19900,
  currency: "usd",
  metered: false,
  interval: "month",
  intervalCount: 1,
  ...given,
});
const deal: SummaryDiscount = {
  scope: "subscription",
  item: null,
  name: "Deal",
  code: null,
  percentOff: null,
  amountOff: null,
  currency: "usd",
  duration: "repeating",
  endsAt: null,
};
const enterprise = item({ key: "enterprise", name: "Enterprise", amount: 150_000 });
const custom = item({ kind: "custom", key: null, name: "Custom contract item", amount: 50_000 });
const arranged = { ...later, managed: false, items: [enterprise] };
const facts: Parameters<typeof planWords>[0] = {
  status: "active",
  plan: { key: "professional", name: "Professional" },
  trialEndsAt: new Date("2026-12-05T12:00:00Z"),
  price: { amount: 19900, currency: "usd", interval: "month", intervalCount: 1 },
  currentPeriodEnd: new Date("2026-12-21T23:30:00Z"),
  trialRefused: false,
  freeUntil: null,
  collectionMethod: "charge_automatically",
  paused: null,
  arranged: false,
  scheduled: null,
  cancelAt: null,
  endedAt: null,
  failedPayments: 0,
  suspendedAt: null,
};

describe("the plan card", () => {
  it.each<[string, Partial<typeof facts>, string, string]>([
    [
      "a trial",
      { status: "trialing" },
      "Trial",
      "Your trial ends on Dec 5, 2026 UTC. You don't need a card until then.",
    ],
    ["a plan", {}, "Active", "Renews on Dec 21, 2026 UTC."],
    [
      "a canceled plan",
      { cancelAt: facts.currentPeriodEnd },
      "Ends Dec 21 UTC",
      "Your Professional plan ends on Dec 21, 2026 UTC. Nothing changes until then.",
    ],
    [
      "a plan that changes",
      { scheduled: { ...later, plan: { key: "starter", name: "Starter" } } },
      "Changes Dec 21 UTC",
      "Changes to Starter on Dec 21, 2026 UTC. Nothing changes until then.",
    ],
    [
      "an interval that changes",
      { scheduled: { ...later, interval: "year", addOns: [{ key: "extra_user", name: "Extra user", quantity: 2 }] } },
      "Changes Dec 21 UTC",
      "Changes to Professional, billed annually, with 2 × Extra user on Dec 21, 2026 UTC. Nothing changes until then.",
    ],
    [
      "add-ons that change",
      { scheduled: later },
      "Changes Dec 21 UTC",
      "Your add-ons end on Dec 21, 2026 UTC. Nothing changes until then.",
    ],
    [
      "a failed payment",
      { status: "past_due", failedPayments: 2 },
      "Payment failed",
      "Your payment failed 2 times. Update your card and we'll retry it.",
    ],
    [
      "a trial that ended, before the job has marked it",
      { status: "trialing", trialEndsAt: now },
      "Trial ended",
      "Your trial ended on Nov 21, 2026 UTC. You can still view and export everything. Choose a plan to keep working.",
    ],
    [
      "a plan that ended",
      { status: "canceled", endedAt: now },
      "Ended",
      "Your Professional plan ended on Nov 21, 2026 UTC. You can still view and export everything. Choose a plan to keep working.",
    ],
    [
      "a free period at Stripe",
      { status: "trialing", freeUntil: new Date("2027-01-14T10:00:00Z") },
      "Free until Jan 14, 2027 UTC",
      "Free until Jan 14, 2027 UTC. Your plan renews then.",
    ],
    [
      "a free period at Stripe after which the plan ends",
      { status: "trialing", freeUntil: new Date("2027-01-14T10:00:00Z"), cancelAt: new Date("2027-01-14T10:00:00Z") },
      "Ends Jan 14, 2027 UTC",
      "Free until Jan 14, 2027 UTC. Your Professional plan ends on Jan 14, 2027 UTC. Nothing changes until then.",
    ],
    [
      "a change that our team arranged",
      { scheduled: arranged, arranged: true },
      "Changes Dec 21 UTC",
      "On Dec 21, 2026 UTC your plan changes to Enterprise, $1,500.00 a month. Our team arranged this.",
    ],
    [
      "what our team arranged before 2019 to repeat",
      {
        scheduled: { ...arranged, renewsAt: new Date("2027-12-21T23:30:00Z") },
        arranged: true,
      },
      "Changes Dec 21 UTC",
      "On Dec 21, 2026 UTC your plan changes to Enterprise, $1,500.00 a month. It renews on Dec 21, 2027 UTC for as long again. Our team arranged this.",
    ],
    [
      "several items that our team arranged until an end",
      {
        scheduled: {
          ...arranged,
          items: [item({ quantity: 5, amount: 99_500 }), custom],
          endsAt: new Date("2027-12-21T23:30:00Z"),
        },
        arranged: true,
        cancelAt: new Date("2027-12-21T23:30:00Z"),
      },
      "Changes Dec 21 UTC",
      "On Dec 21, 2026 UTC your plan changes to Professional × 5 and Custom contract item, $1,495.00 a month. It ends on Dec 21, 2027 UTC. Our team arranged this.",
    ],
    [
      "an end that our team arranged",
      { cancelAt: facts.currentPeriodEnd, arranged: true },
      "Ends Dec 21 UTC",
      "Your Professional plan ends on Dec 21, 2026 UTC. Our team arranged this.",
    ],
    [
      "an invoice that is late",
      { status: "past_due", collectionMethod: "send_invoice" },
      "Invoice overdue",
      "An invoice is overdue. Pay it to keep full access.",
    ],
    [
      "what was never paid",
      { status: "unpaid", failedPayments: 8 },
      "Unpaid",
      "Your payments failed, so your account is read-only and nothing more is charged. Pay the open invoices to continue.",
    ],
    [
      "invoices that were never paid",
      { status: "unpaid", collectionMethod: "send_invoice" },
      "Unpaid",
      "Your invoices weren't paid, so your account is read-only and nothing more is charged. Pay the open invoices to continue.",
    ],
    [
      "discounts that begin with a change our team arranged",
      {
        scheduled: {
          ...arranged,
          discounts: [
            { ...deal, percentOff: 10, endsAt: new Date("2027-03-21T23:30:00Z") },
            { ...deal, scope: "item", item: "Enterprise", amountOff: 5_000, duration: "once", code: "WELCOME" },
          ],
        },
        arranged: true,
      },
      "Changes Dec 21 UTC",
      "On Dec 21, 2026 UTC your plan changes to Enterprise, $1,500.00 a month, with 10% off until Mar 21, 2027 UTC (Deal) and Enterprise: $50.00 off its first invoice (WELCOME). Our team arranged this.",
    ],
    [
      "paused payments",
      { status: "paused", paused: { behavior: "void", resumesAt: new Date("2027-02-01T10:00:00Z") } },
      "Payments paused",
      "Payments are paused, so nothing is charged. Payments resume on Feb 1, 2027 UTC.",
    ],
    [
      "paused payments that may be collected later",
      { status: "paused", paused: { behavior: "keep_as_draft", resumesAt: null } },
      "Payments paused",
      "Payments are paused, so nothing is charged. Invoices from this time may be charged later.",
    ],
    [
      "a suspended organization",
      { status: "past_due", suspendedAt: now },
      "Suspended",
      "You can't buy anything while your organization is suspended. You can still pay open invoices.",
    ],
  ])("for %s shows what happens next", (_what, given, label, line) => {
    expect(planWords({ ...facts, ...given }, now)).toMatchObject({ badge: { label }, line });
  });

  it("names a contact for what only our team can change", () => {
    const contact = (given: Partial<typeof facts>) => planWords({ ...facts, ...given }, now).contact;
    expect(contact({ scheduled: arranged, arranged: true })).toBe("to change it");
    expect(contact({ suspendedAt: now })).toBe("to lift the suspension");
    expect(contact({ scheduled: later })).toBeNull();
  });

  it.each<[Partial<SummaryDiscount>, string]>([
    [
      { percentOff: 30, endsAt: facts.currentPeriodEnd, duration: "repeating" },
      "30% off until Dec 21, 2026 UTC (Stay)",
    ],
    [{ amountOff: 500, code: "SPRING" }, "$5.00 off (SPRING)"],
    [{ percentOff: 50, duration: "once" }, "50% off your next invoice (Stay)"],
    [{ percentOff: 10, scope: "item", item: "Professional" }, "Professional: 10% off (Stay)"],
    [{}, "Discount (Stay)"],
  ])("shows a discount's amount, end and code", (given, words) => {
    const discount: SummaryDiscount = {
      scope: "subscription",
      item: null,
      name: "Stay",
      code: null,
      percentOff: null,
      amountOff: null,
      currency: "usd",
      duration: "forever",
      endsAt: null,
      ...given,
    };
    expect(discountWords(discount)).toBe(words);
  });

  it("names every item with what it costs, and the total of each interval", () => {
    const yearly = item({ ...custom, interval: "year", amount: 120_000 });
    const quarterly = item({ ...custom, intervalCount: 3 });
    const seats = item({ kind: "add_on", name: "Extra user", amount: 500 });
    const overage = item({ kind: "overage", name: "API calls", amount: 0, quantity: 0, metered: true });
    expect([item({ quantity: 5 }), custom, seats].map(itemName)).toEqual([
      "Professional × 5",
      "Custom contract item",
      "Extra user × 1",
    ]);
    expect([custom, yearly, quarterly, overage].map(itemPrice)).toEqual([
      "$500.00 a month",
      "$1,200.00 a year",
      "$500.00 every 3 months",
      "Billed by usage",
    ]);
    expect(totalWords([item(), custom, yearly, overage])).toBe("$699.00 a month and $1,200.00 a year");
    expect(totalWords([item({ amount: null })])).toBeNull();
    expect(isPlanAlone({ items: [item(), overage] })).toBe(true);
    for (const items of [[item({ quantity: 5 })], [item(), custom], [item(), seats]]) {
      expect(isPlanAlone({ items })).toBe(false);
    }
  });

  it("shows the price with its interval", () => {
    expect(priceWords({ amount: 19900, currency: "usd", interval: "month", intervalCount: 1 })).toBe("$199.00/mo");
    expect(priceWords({ amount: 19900, currency: "usd", interval: "month", intervalCount: 3 })).toBe(
      "$199.00 every 3 months",
    );
    expect(priceWords({ amount: 19900, currency: "usd", interval: "week", intervalCount: 1 })).toBe("$199.00 a week");
  });
});

describe("the notice", () => {
  const arrival = { welcome: false, checkoutCanceled: false, unconfirmed: false };
  const summary = { status: "active", plan: facts.plan, suspendedAt: null, collectionMethod: null } as const;
  const open: InvoiceLine = {
    id: "in_1",
    number: "A-1",
    date: now,
    status: "open",
    total: 19900,
    amountDue: 19900,
    amountPaid: 0,
    amountRemaining: 19900,
    amountRefunded: 0,
    amountCredited: 0,
    currency: "usd",
    dueAt: null,
    disputed: false,
    hostedUrl: "https://invoice.example/1",
    pdfUrl: null,
  };
  const sent = { ...open, dueAt: new Date("2026-11-14T10:00:00Z") };
  const sentLater = {
    ...open,
    id: "in_2",
    number: "A-2",
    amountRemaining: 5000,
    dueAt: new Date("2026-12-14T10:00:00Z"),
    hostedUrl: "https://invoice.example/2",
  };

  it("is absent when nothing happened", () => {
    expect(noticeOf({ summary, open: [], arrival, now })).toBeNull();
  });

  it("welcomes the customer to a plan that is active", () => {
    const welcome = { ...arrival, welcome: true };
    expect(noticeOf({ summary, open: [], arrival: welcome, now })?.title).toBe("Welcome to Professional!");
    expect(noticeOf({ summary: { ...summary, status: "trialing" }, open: [], arrival: welcome, now })).toBeNull();
  });

  it("shows what is owed and where to pay", () => {
    const late = { ...summary, status: "past_due" } as const;
    expect(noticeOf({ summary: late, open: [open], arrival, now })).toMatchObject({
      tone: "destructive",
      title: "Your $199.00 payment failed",
      links: [{ href: "https://invoice.example/1" }],
    });
    expect(noticeOf({ summary: late, open: [open, { ...open, id: "in_3" }], arrival, now })?.title).toBe(
      "2 payments failed, $398.00 in total",
    );
  });

  it("asks for the current period too once the card isn't retried any more", () => {
    const owed = {
      amount: 39_800,
      currency: "usd",
      count: 2,
      currentPeriod: 19_900,
      overdueSince: null,
      attempts: 8,
      nextAttemptAt: null,
      issue: "declined",
      payUrl: open.hostedUrl,
    } as const;
    expect(noticeOf({ summary: { ...summary, status: "unpaid" }, open: [open], owed, arrival, now })).toEqual({
      tone: "destructive",
      title: "$398.00 is due",
      detail:
        "We've stopped retrying your card. $199.00 is overdue and $199.00 is for your current billing period. Pay both to get full access back.",
      links: [{ label: "Pay invoice", href: "https://invoice.example/1" }],
      due: { amount: 39_800, currency: "usd" },
    });
  });

  it("shows all open invoices once one is overdue, with the sum, and says nothing about a card", () => {
    const late = { ...summary, status: "past_due", collectionMethod: "send_invoice" } as const;
    expect(noticeOf({ summary: late, open: [sent], arrival, now })).toEqual({
      tone: "destructive",
      title: "Your $199.00 invoice is overdue",
      detail: "Pay to keep full access.",
      links: [{ label: "Pay invoice", href: "https://invoice.example/1" }],
    });
    expect(noticeOf({ summary: late, open: [sent, sentLater], arrival, now })).toEqual({
      tone: "destructive",
      title: "2 open invoices, $249.00 in total",
      detail: "1 is overdue. Pay to keep full access.",
      links: [
        { text: "$199.00, due Nov 14, 2026 UTC", label: "Pay A-1", href: "https://invoice.example/1" },
        { text: "$50.00, due Dec 14, 2026 UTC", label: "Pay A-2", href: "https://invoice.example/2" },
      ],
    });
  });

  it("threatens nothing while only an invoice beside the plan is late", () => {
    expect(noticeOf({ summary, open: [sent], arrival, now })).toMatchObject({
      tone: "warning",
      title: "Your $199.00 invoice is overdue",
      detail: "Nothing changes yet. Pay to stay up to date.",
    });
  });

  it("promises a suspended organization no access for paying", () => {
    const suspended = { ...summary, suspendedAt: now };
    expect(noticeOf({ summary: suspended, open: [sent], arrival, now })?.detail).toBe(
      "You can still pay while your organization is suspended.",
    );
  });

  it("shows an invoice that isn't due yet without alarm", () => {
    expect(noticeOf({ summary, open: [sentLater], arrival, now })).toMatchObject({
      tone: "info",
      title: "Your $50.00 invoice is due on Dec 14, 2026 UTC",
    });
  });

  it("says that leaving checkout cost nothing, and that an unconfirmed payment isn't lost", () => {
    expect(noticeOf({ summary, open: [], arrival: { ...arrival, checkoutCanceled: true }, now })?.title).toBe(
      "You haven't been charged",
    );
    expect(noticeOf({ summary, open: [], arrival: { ...arrival, unconfirmed: true }, now })?.detail).toContain(
      "You don't need to pay again.",
    );
  });

  it("says what an invoice gave back", () => {
    const paid = { ...open, status: "paid", amountPaid: 19900, amountRemaining: 0 } as const;
    expect(givenBackWords(paid)).toBeNull();
    expect(givenBackWords({ ...paid, amountRefunded: 10000, amountCredited: 5000 })).toBe(
      "Paid $199.00, refunded $100.00, credited $50.00",
    );
    expect(givenBackWords({ ...open, amountCredited: 5000, amountRemaining: 14900 })).toBe(
      "Credited $50.00, $149.00 due",
    );
  });
});
