import type { Decline } from "../../engine/cards";
import type { PublicTables } from "../../store/tables";

type Intent = PublicTables["payment_intent"];

export type ChargeOutcome =
  | { kind: "succeeded"; intent: Intent }
  | { kind: "declined"; intent: Intent; decline: Decline }
  | { kind: "requires_action"; intent: Intent }
  /** The bank answers later, as for a direct debit. */
  | { kind: "processing"; intent: Intent };

/** Whether the payment succeeded or is processing. Either way the customer gets access. */
export function isAccepted<T extends { kind: string }>(
  attempt: T,
): attempt is Extract<T, { kind: "succeeded" | "processing" }> {
  return attempt.kind === "succeeded" || attempt.kind === "processing";
}

export type PaymentAttempt = ChargeOutcome | { kind: "no_payment_method" };
