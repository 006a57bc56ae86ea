import type { OpenInvoice } from "@/lib/billing";
import { formatUtcDate } from "@/lib/dates";
import { unreachable } from "@/lib/errors";
import { formatMoney } from "@/lib/money";
import { formatCount } from "@/lib/numbers";

type OwedWords = { title: string; detail: string; payLabel: string };

/** A payment failed, or an invoice that was sent is overdue, which no card is charged for. */
export function owedWords(owed: OpenInvoice): OwedWords {
  const money = formatMoney(owed);
  if (!owed.overdueSince) {
    const { reason, payLabel } = issueWords(owed.issue);
    return {
      title: `Your ${money} payment failed`,
      detail: `${reason} ${nextAttemptWords(owed.nextAttemptAt)}`,
      payLabel,
    };
  }
  const since = formatUtcDate(owed.overdueSince);
  const detail = "We don't charge a card for it. Pay it on its own page.";
  if (owed.count === 1) {
    return { title: `Your ${money} invoice has been overdue since ${since}`, detail, payLabel: "Pay invoice" };
  }
  return {
    title: `${formatCount(owed.count, "invoice")} for ${money} in total have been overdue since ${since}`,
    detail: "We don't charge a card for them. Pay each on its own page.",
    payLabel: "Pay the oldest one",
  };
}

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
