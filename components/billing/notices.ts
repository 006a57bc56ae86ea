import type { BillingSummary, InvoiceLine, OpenInvoice } from "@/lib/billing";
import { formatUtcDate } from "@/lib/dates";
import { formatMoney, type Money } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import { dueWords, issueWords, nextAttemptWords } from "./payment/owed-words";

export type Notice = {
  tone: "success" | "info" | "warning" | "destructive";
  title: string;
  detail?: string;
  links?: NoticeLink[];
  /** What the card on file can be charged for right here. */
  due?: Money;
  /** Whether another card would help. */
  needsCard?: true;
};

export type NoticeLink = {
  /** What is before the link. */
  text?: string;
  label: string;
  href: string;
};

type Facts = {
  summary: Pick<BillingSummary, "status" | "plan" | "suspendedAt" | "collectionMethod">;
  /** All invoices to be paid, oldest first. */
  open: readonly InvoiceLine[];
  /** What is owed, while a subscription is past due or unpaid; else null. */
  owed?: OpenInvoice | null;
  /** From the page's query: where the customer came from. */
  arrival: { welcome: boolean; checkoutCanceled: boolean; unconfirmed: boolean };
  now: Date;
};

/** The notice at the top of the billing page: the most urgent one, or null. */
export function noticeOf({ summary, open, owed = null, arrival, now }: Facts): Notice | null {
  const { status, plan, collectionMethod, suspendedAt } = summary;
  if (arrival.unconfirmed) return unconfirmed;
  const late = open.some((invoice) => isOverdue(invoice, now));
  const owes = status === "past_due" || status === "unpaid";
  if (late || (owes && collectionMethod === "send_invoice"))
    return overdue(open, now, { owes, suspended: suspendedAt !== null });
  if (owed !== null && owed.currentPeriod !== null) return stoppedRetrying(owed, open);
  if (status === "canceled" && open.some(({ dueAt }) => dueAt === null)) return leftOver(open);
  if (owes || open.some(({ dueAt }) => dueAt === null)) return failed(open, owed);
  if (arrival.welcome && status === "active") {
    return {
      tone: "success",
      title: `Welcome to ${plan.name}!`,
      detail: "Your plan is active. Your invoice is below.",
    };
  }
  if (arrival.checkoutCanceled) {
    return {
      tone: "info",
      title: "You haven't been charged",
      detail: "You left checkout before paying. Choose a plan whenever you're ready.",
    };
  }
  return due(open);
}

/** Whether an invoice that was sent should have been paid. */
export const isOverdue = ({ status, dueAt }: Pick<InvoiceLine, "status" | "dueAt">, now: Date): boolean =>
  status === "open" && dueAt !== null && dueAt <= now;

const unconfirmed: Notice = {
  tone: "warning",
  title: "We couldn't confirm your changes with Stripe",
  detail: "Nothing is lost. Reload this page in a minute to see the result. You don't need to pay again.",
};

type Consequence = {
  /** Whether the subscription itself is late, so that access is at stake. An invoice beside it may be late alone. */
  owes: boolean;
  suspended: boolean;
};

/** An invoice that was sent has nothing to do with a card. Paying it doesn't lift a suspension. */
function overdue(open: readonly InvoiceLine[], now: Date, { owes, suspended }: Consequence): Notice {
  const active = owes ? "Pay to keep full access." : "Nothing changes yet. Pay to stay up to date.";
  const detail = suspended ? "You can still pay while your organization is suspended." : active;
  const tone = owes || suspended ? "destructive" : "warning";
  const sum = sumWords(open);
  if (open.length === 0) return { tone, title: "An invoice is overdue", detail };
  if (open.length === 1) return { tone, title: `Your ${sum} invoice is overdue`, detail, links: payLinks(open) };
  const late = open.filter((invoice) => isOverdue(invoice, now)).length;
  return {
    tone,
    title: `${formatCount(open.length, "open invoice")}${sum ? `, ${sum} in total` : ""}`,
    detail: `${late === open.length ? "All" : late} ${late === 1 ? "is" : "are"} overdue. ${detail}`,
    links: payLinks(open),
  };
}

/** Paying the open invoices isn't enough: the current period's is a draft, which has no page at Stripe. */
function stoppedRetrying(owed: OpenInvoice, open: readonly InvoiceLine[]): Notice {
  const { amount, currency } = owed;
  return {
    tone: "destructive",
    title: `${formatMoney(owed)} is due`,
    detail: dueWords(owed),
    links: payLinks(open),
    due: { amount, currency },
  };
}

function failed(open: readonly InvoiceLine[], owed: OpenInvoice | null): Notice {
  const why = owed ? `${issueWords(owed.issue).reason} ${nextAttemptWords(owed.nextAttemptAt)} ` : "";
  const detail = `${why}Update your card to retry right away, or pay the ${open.length > 1 ? "invoices" : "invoice"}.`;
  const sum = sumWords(open);
  const needed = { tone: "destructive", needsCard: true } as const;
  if (open.length === 0 || sum === null) return { ...needed, title: "Your last payment failed", detail };
  if (open.length === 1) return { ...needed, title: `Your ${sum} payment failed`, detail, links: payLinks(open) };
  return {
    ...needed,
    title: `${open.length} payments failed, ${sum} in total`,
    detail,
    links: payLinks(open),
  };
}

/** After the end of a plan no one retries, and another card changes nothing. */
function leftOver(open: readonly InvoiceLine[]): Notice {
  const sum = sumWords(open);
  return {
    tone: "warning",
    title: sum ? `You still owe ${sum}` : "You still have open invoices",
    detail: "Your plan has ended, but this was never paid. You can settle it at any time.",
    links: payLinks(open),
  };
}

function due(open: readonly InvoiceLine[]): Notice | null {
  const sum = sumWords(open);
  if (open.length === 0 || sum === null) return null;
  const [first] = open;
  const title =
    open.length === 1 && first?.dueAt
      ? `Your ${sum} invoice is due on ${formatUtcDate(first.dueAt)}`
      : `${formatCount(open.length, "open invoice")}, ${sum} in total`;
  return { tone: "info", title, links: payLinks(open) };
}

/** What remains to be paid in all; null if invoices are in different currencies. */
function sumWords(open: readonly InvoiceLine[]): string | null {
  const [currency, ...others] = [...new Set(open.map((invoice) => invoice.currency))];
  if (currency === undefined || others.length > 0) return null;
  return formatMoney({ amount: open.reduce((sum, { amountRemaining }) => sum + amountRemaining, 0), currency });
}

function payLinks(open: readonly InvoiceLine[]): NoticeLink[] {
  return open.flatMap(({ number, amountRemaining: amount, currency, dueAt, hostedUrl: href }) => {
    if (href === null) return [];
    if (open.length === 1) return [{ label: "Pay invoice", href }];
    const text = `${formatMoney({ amount, currency })}${dueAt ? `, due ${formatUtcDate(dueAt)}` : ""}`;
    return [{ text, label: `Pay ${number ?? "invoice"}`, href }];
  });
}
