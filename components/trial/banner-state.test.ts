import { describe, expect, it } from "vitest";
import type { BannerFacts } from "@/lib/billing";
import { addDays, hour } from "@/lib/durations";
import { bannerOf, trialTone } from "./banner-state";
import { dismissedOn, isDismissed } from "./dismissal";

const start = new Date("2026-03-01T12:00:00Z");
const end = addDays(start, 14);
const facts: BannerFacts = {
  rule: "trial",
  planName: "Starter",
  trialEndsAt: end,
  cancelAt: null,
  fallbackPlan: null,
  owed: null,
  card: null,
};
const owed: NonNullable<BannerFacts["owed"]> = {
  amount: 19_900,
  currency: "usd",
  count: 1,
  currentPeriod: null,
  overdueSince: null,
  attempts: 1,
  nextAttemptAt: new Date("2026-04-03T10:00:00Z"),
  issue: "declined",
  payUrl: "https://stripe.example/i/1",
};
const before = (ms: number) => new Date(end.getTime() - ms);

describe("the trial banner's color", () => {
  it.each([
    [14, "info"],
    [7, "info"],
    [6, "warning"],
    [3, "warning"],
    [2, "destructive"],
    [1, "destructive"],
  ])("with %i days left is %s", (days, tone) => expect(trialTone(days)).toBe(tone));
});

describe("the banner", () => {
  it("counts the trial's days and links to billing", () => {
    expect(bannerOf(facts, start)).toEqual({
      key: "trial",
      tone: "info",
      title: "14 days left in your Starter trial",
      action: { label: "Choose a plan", href: "/billing#plans" },
      dismissible: true,
    });
    expect(bannerOf(facts, before(hour))?.title).toBe("1 day left in your Starter trial");
  });

  it("says that nothing is lost when the trial has ended, and can't be dismissed", () => {
    const banner = bannerOf({ ...facts, rule: "trial_over" }, end);
    expect(banner).toMatchObject({ tone: "destructive", title: "Your trial has ended.", dismissible: false });
    expect(banner?.detail).toContain("You can still view and export everything.");
  });

  it("names the free plan that took over, if there is one", () => {
    const banner = bannerOf({ ...facts, rule: "trial_over", fallbackPlan: "Free" }, end);
    expect(banner).toMatchObject({ tone: "info", detail: "You're now on the Free plan.", dismissible: true });
  });

  it("is absent for a paying customer", () => {
    expect(bannerOf({ ...facts, rule: "paid" }, end)).toBeNull();
  });

  it("says when a canceled plan ends", () => {
    const cancelAt = new Date("2026-04-30T22:00:00Z");
    expect(bannerOf({ ...facts, rule: "paid", planName: "Professional", cancelAt }, end)).toMatchObject({
      tone: "warning",
      title: "Your Professional plan ends on Apr 30, 2026 UTC.",
    });
  });

  it.each(["payment_failed", "payments_failed_thrice", "suspended", "paused", "canceled", "unverified"] as const)(
    "for %s is red and can't be dismissed",
    (rule) => expect(bannerOf({ ...facts, rule }, end)).toMatchObject({ tone: "destructive", dismissible: false }),
  );
});

describe("the banner of a failed payment", () => {
  const failed = { ...facts, rule: "payment_failed" as const, owed };

  it("shows the amount, the reason and the next retry, and links to paying and to the card", () => {
    expect(bannerOf(failed, end)).toMatchObject({
      title: "Your $199.00 payment failed.",
      detail: expect.stringContaining("We'll retry on Apr 3, 2026 UTC."),
      action: { label: "Pay now", href: owed.payUrl },
      second: { label: "Update card", href: "/billing/payment-method" },
    });
  });

  it("links to the confirmation when the bank requires one", () => {
    const banner = bannerOf({ ...failed, owed: { ...owed, issue: "confirmation_needed", nextAttemptAt: null } }, end);
    expect(banner?.action).toEqual({ label: "Confirm payment", href: owed.payUrl });
    expect(banner?.detail).toContain("We won't retry automatically.");
  });

  it("links to the card first when the same card can't succeed", () => {
    const banner = bannerOf({ ...failed, owed: { ...owed, issue: "card_must_change" } }, end);
    expect(banner?.detail).toContain("Use a different card.");
    expect(banner?.action?.href).toBe("/billing/payment-method");
  });

  it("hides amounts from members without a billing role", () => {
    const banner = bannerOf({ ...failed, owed: null }, end);
    expect(banner).toMatchObject({ title: "Your last payment failed.", action: { href: "/billing" } });
    expect(JSON.stringify(banner)).not.toContain("199");
  });
});

describe("the banner of an expiring card", () => {
  const paying = { ...facts, rule: "paid" as const, card: { last4: "4242", expires: "12/2026" } };
  it.each([
    ["2026-11-30T00:00:00Z", undefined],
    ["2026-12-02T00:00:00Z", "warning"],
    ["2026-12-28T00:00:00Z", "destructive"],
    ["2027-01-02T00:00:00Z", "destructive"],
  ])("on %s is %s", (at, tone) => expect(bannerOf(paying, new Date(at))?.tone).toBe(tone));

  it("yields to a cancellation: that plan isn't charged again", () => {
    expect(bannerOf({ ...paying, cancelAt: end }, new Date("2026-12-28T00:00:00Z"))?.key).toBe("cancel");
  });
});

describe("a dismissed banner", () => {
  it("is hidden today and back the next day", () => {
    const late = new Date("2026-03-01T23:59:59Z");
    const cookie = dismissedOn(start);
    expect(isDismissed(cookie, late)).toBe(true);
    expect(isDismissed(cookie, new Date("2026-03-02T00:00:00Z"))).toBe(false);
    expect(isDismissed(undefined, start)).toBe(false);
  });
});

describe("the banner about an overdue invoice", () => {
  const overdue = { ...owed, overdueSince: new Date("2026-03-01T10:00:00Z"), attempts: 0 };
  const shown = (given: Partial<typeof overdue>) =>
    bannerOf({ ...facts, rule: "invoice_overdue", owed: { ...overdue, ...given } }, end);

  it("names the amount and the day, links to the invoice, and never speaks of a card", () => {
    const banner = shown({});
    expect(banner).toMatchObject({
      title: "Your $199.00 invoice has been overdue since Mar 1, 2026 UTC.",
      action: { label: "Pay invoice", href: owed.payUrl },
      second: { href: "/billing" },
    });
    expect(JSON.stringify(banner)).not.toMatch(/card/i);
  });

  it("is shown while access is full, too, before anything else", () => {
    const banner = bannerOf({ ...facts, rule: "paid", owed: overdue, cancelAt: end }, end);
    expect(banner).toMatchObject({
      key: "payment",
      tone: "warning",
      title: "Your $199.00 invoice has been overdue since Mar 1, 2026 UTC.",
    });
  });

  it.each([
    ["other_subscription", "You keep access through your other plan."],
    ["unpaid", "Your account is read-only until you pay."],
  ] as const)("says what it means for access: %s", (rule, detail) => {
    expect(bannerOf({ ...facts, rule, owed: overdue }, end)).toMatchObject({ detail });
    expect(bannerOf({ ...facts, rule, owed }, end)?.detail).toContain(detail);
  });

  it("names the total of several, and links to all of them", () => {
    expect(shown({ count: 4, amount: 79_600 })).toMatchObject({
      title: "4 invoices for $796.00 in total have been overdue since Mar 1, 2026 UTC.",
      action: { href: "/billing" },
    });
  });
});
