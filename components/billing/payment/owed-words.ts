import type { OpenInvoice } from "@/lib/billing";
import { formatUtcDate } from "@/lib/dates";
import { unreachable } from "@/lib/errors";

type IssueWords = {
  reason: string;
  /** The label of the link to Stripe's invoice page. */
  payLabel: string;
};

/** Why a payment failed and what to do about it. */
export function issueWords(issue: OpenInvoice["issue"]): IssueWords {
  switch (issue) {
    case "declined":
      return { reason: "Your bank declined your card.", payLabel: "Pay now" };
    case "card_must_change":
      return {
        reason: "Your bank won't accept this card again. Use a different card.",
        payLabel: "Pay with another card",
      };
    case "confirmation_needed":
      return { reason: "Your bank needs you to confirm the payment (3-D Secure).", payLabel: "Confirm payment" };
    default:
      return unreachable(issue);
  }
}

export const nextAttemptWords = (at: Date | null): string =>
  at ? `We'll retry on ${formatUtcDate(at)}.` : "We won't retry automatically.";
