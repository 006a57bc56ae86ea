import { expect, it } from "vitest";
import type { SummaryItem } from "@/lib/billing";
import { savingsOf } from "./savings";

const plan: SummaryItem = {
  kind: "plan",
  key: "professional",
  name: "Professional",
  quantity: 1,
  amount: 19_900,
  currency: "usd",
  metered: false,
  interval: "month",
  intervalCount: 1,
};
const offer = { percentOff: 30, months: 3 };

it("an offer to stay says what it saves in money, with everything on the subscription", () => {
  expect(savingsOf([plan], offer)).toEqual({ total: "$179.10", before: "$199.00", after: "$139.30" });
  const seats: SummaryItem = { ...plan, kind: "add_on", key: "extra_user", name: "Extra user", amount: 505 };
  expect(savingsOf([plan, seats], offer)).toEqual({ total: "$183.66", before: "$204.05", after: "$142.83" });
});

it("it names no amount where one isn't known or isn't monthly", () => {
  expect(savingsOf([], offer)).toBeNull();
  expect(savingsOf([{ ...plan, amount: null }], offer)).toBeNull();
  expect(savingsOf([{ ...plan, interval: "year" }], offer)).toBeNull();
});
