import { expect, it } from "vitest";
import { planNote } from "./plan-note";

const price = { amount: 19_900, currency: "usd", interval: "month" as const, intervalCount: 1 };

it.each([
  [{ rule: "trial" as const, price: null, trialDaysLeft: 14 }, "Trial, 14 days left"],
  [{ rule: "trial" as const, price: null, trialDaysLeft: 1 }, "Trial, 1 day left"],
  [{ rule: "paid" as const, price, trialDaysLeft: 0 }, "$199/mo"],
  [
    { rule: "paid" as const, price: { ...price, interval: "year" as const, intervalCount: 1 }, trialDaysLeft: 0 },
    "$199/yr",
  ],
  [{ rule: "paid" as const, price: null, trialDaysLeft: 0 }, ""],
  [{ rule: "payment_failed" as const, price, trialDaysLeft: 0 }, "Payment failed"],
  [{ rule: "unverified" as const, price: null, trialDaysLeft: 9 }, "Verify email"],
  [{ rule: "trial_over" as const, price: null, trialDaysLeft: 0 }, "Trial ended"],
])("shows %j as %s", (facts, note) => expect(planNote(facts)).toBe(note));
