import { describe, expect, it } from "vitest";
import { type BannerFacts, bannerOf, daysLeft, trialTone } from "./banner-state";
import { dismissedOn, isDismissed } from "./dismissal";

const second = 1000;
const hour = 3600 * second;
const day = 24 * hour;
const start = new Date("2026-03-01T12:00:00Z");
const end = new Date(start.getTime() + 14 * day);
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
  attempts: 1,
  nextAttemptAt: new Date("2026-04-03T10:00:00Z"),
  issue: "declined",
  payUrl: "https://stripe.example/i/1",
};
const before = (ms: number) => new Date(end.getTime() - ms);

describe("days left", () => {
  it.each([
    ["at the start", 14 * day, 14],
    ["a second in", 14 * day - second, 14],
    ["a day in", 13 * day, 13],
    ["seven days and a second", 7 * day + second, 8],
    ["seven days", 7 * day, 7],
    ["six days and a second", 6 * day + second, 7],
    ["six days", 6 * day, 6],
    ["a day and a second", day + second, 2],
    ["a day", day, 1],
    ["an hour", hour, 1],
    ["the end", 0, 0],
    ["after the end", -day, 0],
  ])("%s: %i ms before the end are %i", (_, ms, days) => expect(daysLeft(end, before(ms))).toBe(days));

  it("does not mind summer time beginning within the trial: instants are UTC", () => {
    const spring = new Date("2026-03-29T00:30:00Z");
    expect(daysLeft(new Date(spring.getTime() + 14 * day), spring)).toBe(14);
  });
});

describe("the trial's colour", () => {
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
  it("counts the trial's days and leads to billing", () => {
    expect(bannerOf(facts, start)).toEqual({
      key: "trial",
      tone: "info",
      title: "14 days left in your Starter trial",
      action: { label: "Choose a plan", href: "/billing" },
      dismissible: true,
    });
    expect(bannerOf(facts, before(hour))?.title).toBe("1 day left in your Starter trial");
  });

  it("says that nothing is lost when the trial has ended, and stays", () => {
    const banner = bannerOf({ ...facts, rule: "trial_over" }, end);
    expect(banner).toMatchObject({ tone: "destructive", title: "Your trial has ended.", dismissible: false });
    expect(banner?.detail).toContain("Everything stays readable");
  });

  it("says which free plan took over where there is one", () => {
    const banner = bannerOf({ ...facts, rule: "trial_over", fallbackPlan: "Free" }, end);
    expect(banner).toMatchObject({ tone: "info", detail: "You are on Free now.", dismissible: true });
  });

  it("is silent for who pays", () => {
    expect(bannerOf({ ...facts, rule: "paid" }, end)).toBeNull();
  });

  it("says until when a cancelled plan runs", () => {
    const cancelAt = new Date("2026-04-30T22:00:00Z");
    expect(bannerOf({ ...facts, rule: "paid", planName: "Professional", cancelAt }, end)).toMatchObject({
      tone: "warning",
      title: "Your Professional plan ends on April 30, 2026.",
    });
  });

  it.each(["payment_failed", "payments_failed_thrice", "suspended", "paused", "cancelled", "unverified"] as const)(
    "for %s is red and cannot be put away",
    (rule) => expect(bannerOf({ ...facts, rule }, end)).toMatchObject({ tone: "destructive", dismissible: false }),
  );
});

describe("the banner of a failed payment", () => {
  const failed = { ...facts, rule: "payment_failed" as const, owed };

  it("says the amount, why, and when it is tried again, and leads to paying and to the card", () => {
    expect(bannerOf(failed, end)).toMatchObject({
      title: "Your payment of $199.00 failed.",
      detail: expect.stringContaining("We try again on April 3."),
      action: { label: "Pay now", href: owed.payUrl },
      second: { label: "Update the card", href: "/billing/payment-method" },
    });
  });

  it("leads to the confirmation where the bank asks for one", () => {
    const banner = bannerOf({ ...failed, owed: { ...owed, issue: "confirmation_needed", nextAttemptAt: null } }, end);
    expect(banner?.action).toEqual({ label: "Confirm the payment", href: owed.payUrl });
    expect(banner?.detail).toContain("We do not try again by ourselves.");
  });

  it("leads to the card first where the same card cannot succeed", () => {
    const banner = bannerOf({ ...failed, owed: { ...owed, issue: "card_must_change" } }, end);
    expect(banner?.detail).toContain("must be changed");
    expect(banner?.action?.href).toBe("/billing/payment-method");
  });

  it("keeps amounts from those who do not look after billing", () => {
    const banner = bannerOf({ ...failed, owed: null }, end);
    expect(banner).toMatchObject({ title: "The last payment failed.", action: { href: "/billing" } });
    expect(JSON.stringify(banner)).not.toContain("199");
  });
});

describe("the banner of a card that expires", () => {
  const paying = { ...facts, rule: "paid" as const, card: { last4: "4242", expires: "12/2026" } };
  it.each([
    ["2026-11-30T00:00:00Z", undefined],
    ["2026-12-02T00:00:00Z", "warning"],
    ["2026-12-28T00:00:00Z", "destructive"],
    ["2027-01-02T00:00:00Z", "destructive"],
  ])("on %s is %s", (at, tone) => expect(bannerOf(paying, new Date(at))?.tone).toBe(tone));

  it("gives way to a cancellation: that plan is not charged again", () => {
    expect(bannerOf({ ...paying, cancelAt: end }, new Date("2026-12-28T00:00:00Z"))?.key).toBe("cancel");
  });
});

describe("a banner put away", () => {
  it("stays away today and is back the next day", () => {
    const late = new Date("2026-03-01T23:59:59Z");
    const cookie = dismissedOn(start);
    expect(isDismissed(cookie, late)).toBe(true);
    expect(isDismissed(cookie, new Date("2026-03-02T00:00:00Z"))).toBe(false);
    expect(isDismissed(undefined, start)).toBe(false);
  });
});
