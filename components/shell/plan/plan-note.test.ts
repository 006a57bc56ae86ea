import { expect, it } from "vitest";
import { planNote } from "./plan-note";

const total = { amount: 19_900, currency: "usd", interval: "month" as const, intervalCount: 1 };

it.each([
  [{ rule: "trial" as const, total: null, trialDaysLeft: 14 }, "Trial, 14 days left"],
  [{ rule: "trial" as const, total: null, trialDaysLeft: 1 }, "Trial, 1 day left"],
  [{ rule: "paid" as const, total, trialDaysLeft: 0 }, "$199/mo"],
  [
    { rule: "paid" as const, total: { ...total, interval: "year" as const, intervalCount: 1 }, trialDaysLeft: 0 },
    "$199/yr",
  ],
  [{ rule: "paid" as const, total: null, trialDaysLeft: 0 }, ""],
  [
    { rule: "paid" as const, total: { ...total, interval: "month" as const, intervalCount: 3 }, trialDaysLeft: 0 },
    "$199 every 3 months",
  ],
  [{ rule: "stripe_trial" as const, total, trialDaysLeft: 45 }, "Free, 45 days left"],
  [{ rule: "collection_paused" as const, total, trialDaysLeft: 0 }, "Payments paused"],
  [{ rule: "paid" as const, total: { ...total, interval: "week" as const }, trialDaysLeft: 0 }, "$199 a week"],
  [{ rule: "other_subscription" as const, total, trialDaysLeft: 0 }, "$199/mo"],
  [{ rule: "payment_failed" as const, total, trialDaysLeft: 0 }, "Payment failed"],
  [{ rule: "unpaid" as const, total, trialDaysLeft: 0 }, "Unpaid"],
  [{ rule: "unverified" as const, total: null, trialDaysLeft: 9 }, "Verify email"],
  [{ rule: "trial_over" as const, total: null, trialDaysLeft: 0 }, "Trial ended"],
])("shows %j as %s", (facts, note) => expect(planNote(facts)).toBe(note));
