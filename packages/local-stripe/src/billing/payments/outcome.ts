import type { Decline } from "../../engine/cards";
import type { PublicTables } from "../../store/tables";

type Intent = PublicTables["payment_intent"];

export type Outcome =
  | { kind: "succeeded"; intent: Intent }
  | { kind: "declined"; intent: Intent; decline: Decline }
  | { kind: "requires_action"; intent: Intent }
  /** The bank answers later: a debit. */
  | { kind: "processing"; intent: Intent };

/** Paid, or on its way: either way whoever pays gets what is paid for. */
export function isAccepted<T extends { kind: string }>(
  attempt: T,
): attempt is Extract<T, { kind: "succeeded" | "processing" }> {
  return attempt.kind === "succeeded" || attempt.kind === "processing";
}

export type Attempt = Outcome | { kind: "no_payment_method" };
