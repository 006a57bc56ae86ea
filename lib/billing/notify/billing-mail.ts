import { type Catalog, planName } from "@/lib/catalog";
import { formatShortDate, formatUtcDate, isoDay } from "@/lib/dates";
import type { EmailTemplate, TemplateProps } from "@/lib/email/templates";
import { unreachable } from "@/lib/errors";
import { everyInterval } from "@/lib/intervals";
import { formatMoney } from "@/lib/money";
import type { InvoiceMirror } from "../mirror/invoice-mirror";
import type { RefundMirror } from "../mirror/payments";
import type { Receipt } from "../mirror/receipt";
import type { PaymentNotice } from "./payment-notices";
import type { SubscriptionNotice } from "./subscription-notices";

/** An email without its recipient. `key` identifies the cause, so that each address gets one email per cause. */
export type BillingMail = {
  [Name in EmailTemplate]: { template: Name; props: TemplateProps<Name>; key: string };
}[EmailTemplate];

export type MailFacts = {
  catalog: Catalog;
  organization: string;
  appUrl: string;
  /** Identifies this change: the same kind of change at another time has another id. */
  change: string;
  receiptOf: (invoiceId: string) => Receipt | undefined;
};

/** The email to the billing contacts about one notice. */
export function billingMail(notice: PaymentNotice | SubscriptionNotice, facts: MailFacts): BillingMail {
  const { organization, change } = facts;
  const billingUrl = at(facts, "/billing");
  switch (notice.kind) {
    case "succeeded":
    case "failed":
      return paymentMail(notice, facts);
    case "upgraded": {
      const [from, to] = [planName(facts.catalog, notice.from), planName(facts.catalog, notice.to)];
      const price = notice.price ? `${formatMoney(notice.price)} ${everyInterval(notice.price)}` : to;
      return {
        template: "plan-upgraded",
        props: { organization, from, to, price, billingUrl },
        key: `upgraded:${change}`,
      };
    }
    case "downgrade_scheduled": {
      const [from, to] = [planName(facts.catalog, notice.from), planName(facts.catalog, notice.to)];
      return {
        template: "downgrade-scheduled",
        props: { organization, from, to, at: notice.at.toISOString(), billingUrl },
        key: `downgrade:${change}`,
      };
    }
    case "canceled": {
      const { ended } = notice;
      const props = { plan: planName(facts.catalog, notice.plan), endsAt: notice.endsAt.toISOString(), ended };
      return {
        template: "subscription-canceled",
        props: { organization, ...props, billingUrl },
        key: `${ended ? "ended" : "canceled"}:${change}`,
      };
    }
    case "resumed": {
      const props = { plan: planName(facts.catalog, notice.plan), renewsAt: notice.renewsAt?.toISOString() ?? null };
      return {
        template: "subscription-resumed",
        props: { organization, ...props, billingUrl },
        key: `resumed:${change}`,
      };
    }
    default:
      return unreachable(notice);
  }
}

function paymentMail(notice: PaymentNotice, facts: MailFacts): BillingMail {
  const { invoice } = notice;
  const { organization } = facts;
  const invoiceUrl = invoice.hostedInvoiceUrl ?? at(facts, "/billing");
  if (notice.kind === "succeeded") {
    const amount = formatMoney({ amount: invoice.amountPaid, currency: invoice.currency });
    return {
      template: "payment-succeeded",
      props: {
        organization,
        amount,
        number: invoice.number,
        invoiceUrl,
        pdfUrl: invoice.invoicePdfUrl,
        ...receiptProps(invoice, facts.receiptOf(invoice.stripeInvoiceId)),
      },
      key: `payment-succeeded:${invoice.stripeInvoiceId}`,
    };
  }
  return {
    template: "payment-failed",
    props: {
      organization,
      amount: formatMoney({ amount: invoice.amountRemaining, currency: invoice.currency }),
      attempt: notice.attempt,
      issue: invoice.paymentIssue ?? "declined",
      nextAttemptAt: invoice.nextPaymentAttemptAt?.toISOString() ?? null,
      payUrl: invoiceUrl,
      cardUrl: at(facts, "/billing/payment-method"),
    },
    key: `payment-failed:${invoice.stripeInvoiceId}:${notice.attempt}`,
  };
}

/** What was paid for and with which card. The sums lead from the lines to what was paid. */
function receiptProps(
  { currency, subtotal, tax, total, amountPaid, paidAt }: InvoiceMirror,
  receipt: Receipt | undefined,
): Pick<TemplateProps<"payment-succeeded">, "paidAt" | "card" | "lines" | "hasMoreLines" | "sums"> {
  const money = (amount: number) => formatMoney({ amount, currency });
  const beforeTax = total - tax;
  const sums: [label: string, amount: number][] = [
    ["Subtotal", subtotal],
    ["Discount", beforeTax - subtotal],
    ["Tax", tax],
    ["Account balance", amountPaid - total],
  ];
  const changed = sums.filter(([, amount]) => amount !== 0);
  return {
    paidAt: paidAt?.toISOString() ?? null,
    card: receipt?.card ? { brand: receipt.card.brand, last4: receipt.card.last4 } : null,
    lines: (receipt?.lines ?? []).map(({ description, amount, start, end }) => ({
      description,
      period: periodOf(start, end),
      amount: money(amount),
    })),
    hasMoreLines: receipt?.hasMore ?? false,
    sums: changed.length > 1 ? changed.map(([label, amount]) => ({ label, amount: money(amount) })) : [],
  };
}

/** "Nov 30 – Dec 30, 2026 UTC"; one date for what happened on one day. */
const periodOf = (start: Date, end: Date): string =>
  isoDay(start) === isoDay(end) ? formatUtcDate(end) : `${formatShortDate(start, end)} – ${formatUtcDate(end)}`;

/** Once for each refund. Stripe's own receipt of a refund is off unless an account turns it on. */
export function refundMail(
  { stripeRefundId, amount, currency }: RefundMirror,
  invoice: InvoiceMirror | undefined,
  facts: MailFacts,
): BillingMail {
  return {
    template: "payment-refunded",
    props: {
      organization: facts.organization,
      amount: formatMoney({ amount, currency }),
      number: invoice?.number ?? null,
      invoiceUrl: invoice?.hostedInvoiceUrl ?? at(facts, "/billing"),
    },
    key: `refunded:${stripeRefundId}`,
  };
}

const at = ({ appUrl }: MailFacts, path: string) => new URL(path, appUrl).toString();
