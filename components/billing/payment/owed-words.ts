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
    if (owed.currentPeriod !== null) {
      return { title: `${money} is due`, detail: dueWords(owed), payLabel: "Pay the overdue invoice" };
    }
    return {
      title: `Your ${money} payment failed`,
      detail: `${reason} ${nextAttemptWords(owed.nextAttemptAt)}`,
      payLabel,
    };
  }
  const since = formatUtcDate(owed.overdueSince);
  const detail = "We don't charge your card for it. Pay it on the invoice page.";
  if (owed.count === 1) {
    return { title: `Your ${money} invoice has been overdue since ${since}`, detail, payLabel: "Pay invoice" };
  }
  return {
    title: `${formatCount(owed.count, "invoice")} for ${money} in total have been overdue since ${since}`,
    detail: "We don't charge your card for them. Pay each one on its invoice page.",
    payLabel: "Pay the oldest one",
  };
}

/** Stripe has stopped collecting: what is due, of which the current period is a part. */
export function dueWords({ amount, currentPeriod, currency }: Due): string {
  const money = (part: number) => formatMoney({ amount: part, currency });
  const current = currentPeriod ?? 0;
  const earlier = amount - current;
  const pay =
    earlier > 0
      ? `${money(earlier)} is overdue and ${money(current)} is for your current billing period. Pay both`
      : "Pay for your current billing period";
  return `We've stopped retrying your card. ${pay} to get full access back.`;
}

type Due = Pick<OpenInvoice, "amount" | "currentPeriod" | "currency">;

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
