import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/durations";
import { type HealthFacts, healthOf } from "./health";

const now = new Date("2026-11-30T12:00:00Z");
const well: HealthFacts = {
  now,
  status: "active",
  suspendedAt: null,
  deletionDueAt: null,
  trialEndsAt: addDays(now, -20),
  cancelAt: null,
  pastDueSince: null,
  owed: [],
  mismatches: 0,
  atLimit: [],
  disputes: 0,
  customerDeletedAt: null,
  failingEmails: 0,
  cardExpired: false,
};
const texts = (facts: Partial<HealthFacts>) => healthOf({ ...well, ...facts }).map(({ text }) => text);

describe("an organization's health", () => {
  it("has no signs when nothing needs attention", () => {
    expect(healthOf(well)).toEqual([]);
  });

  it.each<[Partial<HealthFacts>, string]>([
    [{ suspendedAt: addDays(now, -2) }, "Suspended since Nov 28, 2026 UTC"],
    [{ deletionDueAt: addDays(now, 5) }, "Will be deleted on Dec 5, 2026 UTC"],
    [{ customerDeletedAt: now }, "The customer was deleted in Stripe"],
    [{ mismatches: 1 }, "1 mismatch with Stripe"],
    [{ mismatches: 2 }, "2 mismatches with Stripe"],
    [{ disputes: 1 }, "1 open dispute"],
    [{ pastDueSince: addDays(now, -0.5), owed: [{ amount: 19_900, currency: "usd" }] }, "$199.00 past due since today"],
    [{ pastDueSince: addDays(now, -9), owed: [] }, "Past due for 9 days"],
    [
      {
        pastDueSince: addDays(now, -1),
        owed: [
          { amount: 100, currency: "usd" },
          { amount: 200, currency: "eur" },
        ],
      },
      "$1.00 and €2.00 past due for 1 day",
    ],
    [{ atLimit: ["Users", "Plants"] }, "At the limit: Users, Plants"],
    [{ cancelAt: addDays(now, 3) }, "Cancels on Dec 3, 2026 UTC"],
    [{ cardExpired: true }, "The card has expired"],
    [{ failingEmails: 3 }, "3 emails can't be delivered"],
    [{ status: "expired", trialEndsAt: addDays(now, -1) }, "Trial ended Nov 29, 2026 UTC"],
    [{ status: "trialing", trialEndsAt: addDays(now, 2) }, "Trial ends in 2 days"],
  ])("%j shows as %s", (facts, text) => {
    expect(texts(facts)).toEqual([text]);
  });

  it("has the most urgent first", () => {
    const facts = { status: "trialing", trialEndsAt: addDays(now, 9), cardExpired: true, mismatches: 1 } as const;
    expect(healthOf({ ...well, ...facts }).map(({ level }) => level)).toEqual(["alarm", "warning", "note"]);
  });

  it("doesn't mention a cancellation that has taken effect", () => {
    expect(texts({ status: "canceled", cancelAt: addDays(now, -3) })).toEqual([]);
  });
});
