import { describe, expect, it } from "vitest";
import { paymentIssueOf, type TriedPayment } from "./payment-issue";

const intent = (status: TriedPayment["status"], error: TriedPayment["last_payment_error"] = null): TriedPayment => ({
  status,
  last_payment_error: error,
});
const failed = (error: NonNullable<TriedPayment["last_payment_error"]>) => intent("requires_payment_method", error);

/** Stripe's hard decline codes, and the expired card: docs.stripe.com/billing/revenue-recovery/smart-retries. */
const hardDeclines = [
  "expired_card",
  "highest_risk_level",
  "incorrect_number",
  "lost_card",
  "pickup_card",
  "revocation_of_all_authorizations",
  "revocation_of_authorization",
  "stolen_card",
  "transaction_not_allowed",
];

describe("what a failed payment asks of the customer", () => {
  it.each([
    ["nothing: not attempted yet", undefined, null],
    ["nothing: paid", intent("succeeded"), null],
    ["nothing: the bank is processing it", intent("processing"), null],
    ["nothing: canceled, whatever failed before", intent("canceled", { decline_code: "stolen_card" }), null],
    ["nothing: awaiting capture", intent("requires_capture", { code: "card_declined" }), null],
    ["nothing: not confirmed yet", intent("requires_confirmation"), null],
    ["to pay: no card at all", intent("requires_payment_method"), "declined"],
    ["to pay: an error without a code", failed({}), "declined"],
    ["to pay: insufficient funds", failed({ decline_code: "insufficient_funds" }), "declined"],
    ["to pay: an unknown decline code", failed({ decline_code: "do_not_honor" }), "declined"],
    ["to confirm: 3-D Secure", intent("requires_action"), "confirmation_needed"],
    [
      "to confirm: 3-D Secure, after a hard decline",
      intent("requires_action", { code: "expired_card" }),
      "confirmation_needed",
    ],
    [
      "to confirm: the bank requires it off session",
      failed({ code: "authentication_required" }),
      "confirmation_needed",
    ],
    [
      "to confirm: the bank requires it, as a decline code",
      failed({ code: "card_declined", decline_code: "authentication_required" }),
      "confirmation_needed",
    ],
  ] as const)("%s", (_what, given, expected) => expect(paymentIssueOf(given)).toBe(expected));

  it.each(hardDeclines)("to use another card: %s, as a decline code or as an error code", (code) => {
    expect(paymentIssueOf(failed({ code: "card_declined", decline_code: code }))).toBe("card_must_change");
    expect(paymentIssueOf(failed({ code }))).toBe("card_must_change");
  });

  it("depends on the decline code if there are both", () => {
    expect(paymentIssueOf(failed({ code: "expired_card", decline_code: "insufficient_funds" }))).toBe("declined");
    expect(paymentIssueOf(failed({ code: "authentication_required", decline_code: "lost_card" }))).toBe(
      "card_must_change",
    );
  });
});
