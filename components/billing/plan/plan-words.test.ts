import { describe, expect, it } from "vitest";
import { noticeOf } from "../notices";
import { discountWords, planWords, priceWords } from "./plan-words";

const now = new Date("2026-11-21T12:00:00Z");
const later = {
  at: new Date("2026-12-21T23:30:00Z"),
  plan: { key: "professional", name: "Professional" },
  interval: "month" as const,
  addOns: [],
};
const facts: Parameters<typeof planWords>[0] = {
  status: "active",
  plan: { key: "professional", name: "Professional" },
  trialEndsAt: new Date("2026-12-05T12:00:00Z"),
  price: { amount: 19900, currency: "usd", interval: "month", intervalCount: 1 },
  currentPeriodEnd: new Date("2026-12-21T23:30:00Z"),
  trialRefused: false,
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
      "Your add-ons change to none on Dec 21, 2026 UTC. Nothing changes until then.",
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
  ])("for %s shows what happens next", (_what, given, label, line) => {
    expect(planWords({ ...facts, ...given }, now)).toMatchObject({ badge: { label }, line });
  });

  it.each([
    [
      { percentOff: 30, amountOff: null, endsAt: facts.currentPeriodEnd, code: null },
      "30% off until Dec 21, 2026 UTC (Stay)",
    ],
    [{ percentOff: null, amountOff: 500, endsAt: null, code: "SPRING" }, "$5.00 off (SPRING)"],
  ])("shows a discount's amount, end and code", (discount, words) => {
    expect(discountWords({ discount: { name: "Stay", ...discount }, price: facts.price })).toBe(words);
    expect(discountWords({ discount: null, price: facts.price })).toBeNull();
  });

  it("shows the price with its interval", () => {
    expect(priceWords({ amount: 19900, currency: "usd", interval: "month", intervalCount: 1 })).toBe("$199.00/mo");
  });
});

describe("the notice", () => {
  const arrival = { welcome: false, checkoutCanceled: false, unconfirmed: false };
  const summary = { status: "active" as const, plan: facts.plan, suspendedAt: null };
  const open = {
    id: "in_1",
    number: "A-1",
    date: now,
    status: "open" as const,
    total: 19900,
    amountDue: 19900,
    amountPaid: 0,
    currency: "usd",
    hostedUrl: "https://invoice.example/1",
    pdfUrl: null,
  };

  it("is absent when nothing happened", () => {
    expect(noticeOf({ summary, invoices: [], arrival })).toBeNull();
  });

  it("welcomes the customer to a plan that is active", () => {
    const welcome = { ...arrival, welcome: true };
    expect(noticeOf({ summary, invoices: [], arrival: welcome })?.title).toBe("Welcome to Professional!");
    expect(noticeOf({ summary: { ...summary, status: "trialing" }, invoices: [], arrival: welcome })).toBeNull();
  });

  it("shows what is owed and where to pay", () => {
    expect(noticeOf({ summary: { ...summary, status: "past_due" }, invoices: [open], arrival })).toMatchObject({
      tone: "destructive",
      title: "Your $199.00 payment failed",
      link: { href: "https://invoice.example/1" },
    });
  });

  it("says that leaving checkout cost nothing, and that an unconfirmed payment isn't lost", () => {
    expect(noticeOf({ summary, invoices: [], arrival: { ...arrival, checkoutCanceled: true } })?.title).toBe(
      "You haven't been charged",
    );
    expect(noticeOf({ summary, invoices: [], arrival: { ...arrival, unconfirmed: true } })?.detail).toContain(
      "You don't need to pay again.",
    );
  });
});
