import { describe, expect, it } from "vitest";
import type { OpenInvoice } from "@/lib/billing";
import { owedWords } from "./owed-words";

const owed: OpenInvoice = {
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
const overdue = { ...owed, overdueSince: new Date("2026-03-01T10:00:00Z"), attempts: 0, nextAttemptAt: null };

describe("what is owed", () => {
  it("by a card is a failed payment, with the reason and the next retry", () => {
    expect(owedWords(owed)).toEqual({
      title: "Your $199.00 payment failed",
      detail: "Your bank declined your card. We'll retry on Apr 3, 2026 UTC.",
      payLabel: "Pay now",
    });
  });

  it("after the last retry is what was due before and the current period", () => {
    const due = { ...owed, amount: 39_800, count: 2, currentPeriod: 19_900, attempts: 8, nextAttemptAt: null };
    expect(owedWords(due)).toEqual({
      title: "$398.00 is due",
      detail:
        "We've stopped retrying your card. $199.00 is overdue and $199.00 is for your current billing period. Pay both to get full access back.",
      payLabel: "Pay the overdue invoice",
    });
    expect(owedWords({ ...due, amount: 19_900, count: 1, payUrl: null }).detail).toBe(
      "We've stopped retrying your card. Pay for your current billing period to get full access back.",
    );
  });

  it("by invoice is overdue, and never a failed payment", () => {
    expect(owedWords(overdue)).toEqual({
      title: "Your $199.00 invoice has been overdue since Mar 1, 2026 UTC",
      detail: "We don't charge your card for it. Pay it on the invoice page.",
      payLabel: "Pay invoice",
    });
    const several = owedWords({ ...overdue, count: 3, amount: 59_700 });
    expect(several.title).toBe("3 invoices for $597.00 in total have been overdue since Mar 1, 2026 UTC");
    expect(JSON.stringify([owedWords(overdue), several])).not.toMatch(/fail|decline|retry/i);
  });
});
