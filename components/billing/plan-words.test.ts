import { describe, expect, it } from "vitest";
import { noticeOf } from "./notices";
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
  price: { amount: 19900, currency: "usd", interval: "month" },
  currentPeriodEnd: new Date("2026-12-21T23:30:00Z"),
  scheduled: null,
  cancelAt: null,
  endedAt: null,
  failedPayments: 0,
  suspendedAt: null,
};

describe("the plan card", () => {
  it.each<[string, Partial<typeof facts>, string, string]>([
    ["a trial", { status: "trialing" }, "Trial", "Your trial ends on December 5, 2026. No card is needed until then."],
    ["a plan", {}, "Active", "Renews on December 21, 2026."],
    [
      "a cancelled plan",
      { cancelAt: facts.currentPeriodEnd },
      "Ends Dec 21",
      "Your Professional plan ends on December 21, 2026. Until then nothing changes.",
    ],
    [
      "a plan that changes",
      { scheduled: { ...later, plan: { key: "starter", name: "Starter" } } },
      "Changes Dec 21",
      "Changes to Starter on December 21, 2026. Until then nothing changes.",
    ],
    [
      "a rhythm that changes",
      { scheduled: { ...later, interval: "year", addOns: [{ key: "extra_user", name: "Extra user", quantity: 2 }] } },
      "Changes Dec 21",
      "Changes to Professional, billed by the year, with 2 × Extra user on December 21, 2026. Until then nothing changes.",
    ],
    [
      "add-ons that change",
      { scheduled: later },
      "Changes Dec 21",
      "Your add-ons change to none on December 21, 2026. Until then nothing changes.",
    ],
    [
      "a failed payment",
      { status: "past_due", failedPayments: 2 },
      "Payment failed",
      "Your payment failed 2 times. Replace the card, and it is tried again.",
    ],
    [
      "a trial that is over, before the clock's job said so",
      { status: "trialing", trialEndsAt: now },
      "Trial over",
      "Your trial ended on November 21, 2026. Everything stays readable; choose a plan to go on working.",
    ],
    [
      "a plan that ended",
      { status: "canceled", endedAt: now },
      "Ended",
      "Your Professional plan ended on November 21, 2026. Everything stays readable; choose a plan to go on working.",
    ],
  ])("tells of %s what happens next", (_what, given, label, line) => {
    expect(planWords({ ...facts, ...given }, now)).toMatchObject({ badge: { label }, line });
  });

  it.each([
    [
      { percentOff: 30, amountOff: null, endsAt: facts.currentPeriodEnd, code: null },
      "30% off until December 21, 2026 (Stay)",
    ],
    [{ percentOff: null, amountOff: 500, endsAt: null, code: "SPRING" }, "$5.00 off (SPRING)"],
  ])("says what is off, how long and why", (discount, words) => {
    expect(discountWords({ discount: { name: "Stay", ...discount }, price: facts.price })).toBe(words);
    expect(discountWords({ discount: null, price: facts.price })).toBeNull();
  });

  it("says the price with its interval", () => {
    expect(priceWords({ amount: 19900, currency: "usd", interval: "month" })).toBe("$199.00 a month");
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

  it("is none on an ordinary day", () => {
    expect(noticeOf({ summary, invoices: [], arrival })).toBeNull();
  });

  it("welcomes to a plan that is really active", () => {
    const welcome = { ...arrival, welcome: true };
    expect(noticeOf({ summary, invoices: [], arrival: welcome })?.title).toBe("Welcome to Professional.");
    expect(noticeOf({ summary: { ...summary, status: "trialing" }, invoices: [], arrival: welcome })).toBeNull();
  });

  it("names what is owed and where to pay it", () => {
    expect(noticeOf({ summary: { ...summary, status: "past_due" }, invoices: [open], arrival })).toMatchObject({
      tone: "destructive",
      title: "$199.00 waits to be paid.",
      link: { href: "https://invoice.example/1" },
    });
  });

  it("says that leaving the checkout cost nothing, and that an unconfirmed payment is not lost", () => {
    expect(noticeOf({ summary, invoices: [], arrival: { ...arrival, checkoutCanceled: true } })?.title).toBe(
      "Nothing was charged.",
    );
    expect(noticeOf({ summary, invoices: [], arrival: { ...arrival, unconfirmed: true } })?.detail).toContain(
      "no need to pay again",
    );
  });
});
