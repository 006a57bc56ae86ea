import { StripeFault } from "../../wire/errors";
import type { PaymentAttempt } from "../payments/outcome";

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
