import type { Decline } from "../../engine/cards";
import type { PublicTables } from "../../store/tables";
import { StripeFault } from "../../wire/errors";

type Intent = PublicTables["payment_intent"];

export type ChargeOutcome =
  | { kind: "succeeded"; intent: Intent }
  | { kind: "declined"; intent: Intent; decline: Decline }
  | { kind: "requires_action"; intent: Intent }
  /** The bank answers later, as for a direct debit. */
  | { kind: "processing"; intent: Intent };

export type PaymentAttempt = ChargeOutcome | { kind: "no_payment_method" };

/** Whether the payment succeeded or is processing. Either way the customer gets access. */
export function isAccepted<T extends { kind: string }>(
  attempt: T,
): attempt is Extract<T, { kind: "succeeded" | "processing" }> {
  return attempt.kind === "succeeded" || attempt.kind === "processing";
}

/** `error_if_incomplete`: the request fails with a 402 and changes nothing. */
export function paymentRequired(attempt: PaymentAttempt): StripeFault {
  if (attempt.kind === "declined") {
    const { code, decline_code, message } = attempt.decline;
    return new StripeFault(402, "card_error", message, { code, ...(decline_code ? { decline_code } : {}) }, false);
  }
  return new StripeFault(
    402,
    "card_error",
    "This payment requires additional user action before it can be completed successfully.",
    { code: "subscription_payment_intent_requires_action" },
    false,
  );
}
