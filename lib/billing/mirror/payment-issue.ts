import type Stripe from "stripe";
import type { paymentIssues } from "@/db/schema";

export type PaymentIssue = (typeof paymentIssues)[number];

/**
 * Codes after which the same card can't succeed: those after which Stripe stops retrying until there is another card
 * (docs.stripe.com/billing/revenue-recovery/smart-retries, "hard decline codes"), and an expired card.
 */
const cardMustChange: ReadonlySet<string> = new Set([
  "expired_card",
  "highest_risk_level",
  "incorrect_number",
  "lost_card",
  "pickup_card",
  "revocation_of_all_authorizations",
  "revocation_of_authorization",
  "stolen_card",
  "transaction_not_allowed",
]);

/** The fields of a payment intent that are used. */
export type TriedPayment = Pick<Stripe.PaymentIntent, "status"> & {
  last_payment_error: { code?: string; decline_code?: string } | null;
};

/** What the customer has to do after the last attempt to collect an invoice; null if it didn't fail. */
export function paymentIssueOf(intent: TriedPayment | undefined): PaymentIssue | null {
  if (!intent) return null;
  const code = intent.last_payment_error?.decline_code ?? intent.last_payment_error?.code;
  if (intent.status === "requires_action" || code === "authentication_required") return "confirmation_needed";
  if (intent.status !== "requires_payment_method") return null;
  return code && cardMustChange.has(code) ? "card_must_change" : "declined";
}
