import type { OpenInvoice } from "@/lib/billing";
import { unreachable } from "@/lib/errors";

type IssueWords = {
  reason: string;
  /** What the link to Stripe's page of the invoice says. */
  payLabel: string;
};

/** Why a payment did not come, and what to do, for people. */
export function issueWords(issue: OpenInvoice["issue"]): IssueWords {
  switch (issue) {
    case "declined":
      return { reason: "The bank declined the card.", payLabel: "Pay now" };
    case "card_must_change":
      return {
        reason: "The bank refuses this card for good: it must be changed.",
        payLabel: "Pay now with another card",
      };
    case "confirmation_needed":
      return { reason: "Your bank wants you to confirm it (3-D Secure).", payLabel: "Confirm the payment" };
    default:
      return unreachable(issue);
  }
}

const days = new Intl.DateTimeFormat("en-US", { month: "long", day: "numeric", timeZone: "UTC" });

export const nextAttemptWords = (at: Date | null): string =>
  at ? `We try again on ${days.format(at)}.` : "We do not try again by ourselves.";
