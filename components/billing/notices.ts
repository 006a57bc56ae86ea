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
  /** From the page's query: where the customer came from. */
  arrival: { welcome: boolean; checkoutCanceled: boolean; unconfirmed: boolean };
};

/** The notice at the top of the billing page: the most urgent one, or null. */
export function noticeOf({ summary, invoices, arrival }: Facts): Notice | null {
  const { status, plan } = summary;
  if (arrival.unconfirmed) return unconfirmed;
  if (status === "past_due") return owed(invoices.find((invoice) => invoice.status === "open"));
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
  return null;
}

const unconfirmed: Notice = {
  tone: "warning",
  title: "We couldn't confirm your changes with Stripe",
  detail: "Nothing is lost. Reload this page in a minute to see the result. You don't need to pay again.",
};

function owed(invoice: InvoiceLine | undefined): Notice {
  const detail = "Update your card and we'll retry right away, or pay the invoice.";
  if (!invoice) return { tone: "destructive", title: "Your last payment failed", detail };
  const title = `Your ${formatMoney({ amount: invoice.amountDue, currency: invoice.currency })} payment failed`;
  const link = invoice.hostedUrl ? { link: { label: "Pay invoice", href: invoice.hostedUrl } } : {};
  return { tone: "destructive", title, detail, ...link };
}
