import type { BillingSummary, InvoiceLine } from "@/lib/billing";
import { formatMoney } from "@/lib/money";

export type Notice = {
  tone: "success" | "info" | "warning" | "destructive";
  title: string;
  detail?: string;
  link?: { label: string; href: string };
};

type Facts = {
  summary: Pick<BillingSummary, "status" | "plan" | "suspendedAt">;
  invoices: readonly InvoiceLine[];
  /** The address' own words: where the customer comes from. */
  arrival: { welcome: boolean; checkoutCanceled: boolean; unconfirmed: boolean };
};

/** What the billing page says first. At most one thing: the most pressing. */
export function noticeOf({ summary, invoices, arrival }: Facts): Notice | null {
  const { status, plan } = summary;
  if (arrival.unconfirmed) return unconfirmed;
  if (status === "past_due") return owed(invoices.find((invoice) => invoice.status === "open"));
  if (arrival.welcome && status === "active") {
    return { tone: "success", title: `Welcome to ${plan.name}.`, detail: "Your plan is active. The invoice is below." };
  }
  if (arrival.checkoutCanceled) {
    return {
      tone: "info",
      title: "Nothing was charged.",
      detail: "You left the checkout. Choose a plan whenever you like.",
    };
  }
  return null;
}

const unconfirmed: Notice = {
  tone: "warning",
  title: "We could not reach Stripe to confirm what you did there.",
  detail:
    "It is not lost: this page shows it as soon as Stripe answers. Reload it in a minute. There is no need to pay again.",
};

function owed(invoice: InvoiceLine | undefined): Notice {
  const detail = "Replace the card under Fix payment, and it is charged at once; or pay the open invoice on its page.";
  if (!invoice) return { tone: "destructive", title: "Your last payment failed.", detail };
  // That it failed, and why, is said by the banner over every page.
  const title = `${formatMoney({ amount: invoice.amountDue, currency: invoice.currency })} waits to be paid.`;
  const link = invoice.hostedUrl ? { link: { label: "Pay the open invoice", href: invoice.hostedUrl } } : {};
  return { tone: "destructive", title, detail, ...link };
}
