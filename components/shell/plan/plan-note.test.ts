import { expect, it } from "vitest";
import { planNote } from "./plan-note";

const price = { amount: 19_900, currency: "usd", interval: "month" as const };

it.each([
  [{ rule: "trial" as const, price: null, daysLeft: 14 }, "trial, 14 days left"],
  [{ rule: "trial" as const, price: null, daysLeft: 1 }, "trial, 1 day left"],
  [{ rule: "paid" as const, price, daysLeft: 0 }, "$199 a month"],
  [{ rule: "paid" as const, price: null, daysLeft: 0 }, ""],
  [{ rule: "payment_failed" as const, price, daysLeft: 0 }, "payment failed"],
  [{ rule: "unverified" as const, price: null, daysLeft: 9 }, "trial waits"],
  [{ rule: "trial_over" as const, price: null, daysLeft: 0 }, "trial ended"],
])("%j reads %s", (facts, note) => expect(planNote(facts)).toBe(note));
