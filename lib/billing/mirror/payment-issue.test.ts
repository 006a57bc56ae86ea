import { describe, expect, it } from "vitest";
import { paymentIssueOf, type TriedPayment } from "./payment-issue";

const intent = (status: TriedPayment["status"], error: TriedPayment["last_payment_error"] = null): TriedPayment => ({
  status,
  last_payment_error: error,
});

describe("what a failed payment asks of the customer", () => {
  it.each([
    ["nothing, before it was tried", undefined, null],
    ["nothing, once it is paid", intent("succeeded"), null],
    ["patience, while the bank thinks", intent("processing"), null],
    ["to pay: no card at all", intent("requires_payment_method"), "declined"],
    ["to pay: too little money", intent("requires_payment_method", { decline_code: "insufficient_funds" }), "declined"],
    ["to confirm: 3-D Secure", intent("requires_action"), "confirmation_needed"],
    [
      "to confirm: the bank wants it off session too",
      intent("requires_payment_method", { code: "authentication_required" }),
      "confirmation_needed",
    ],
    ["another card: stolen", intent("requires_payment_method", { decline_code: "stolen_card" }), "card_must_change"],
    ["another card: expired", intent("requires_payment_method", { code: "expired_card" }), "card_must_change"],
  ] as const)("%s", (_what, given, expected) => expect(paymentIssueOf(given)).toBe(expected));
});
