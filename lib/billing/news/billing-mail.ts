import { type Catalog, planName } from "@/lib/catalog";
import type { EmailTemplate, TemplateProps } from "@/lib/email/templates";
import { unreachable } from "@/lib/errors";
import { formatMoney } from "@/lib/money";
import type { PaymentNews } from "./payment-news";
import type { SubscriptionNews } from "./subscription-news";

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
};

/** The email to the billing contacts about one piece of news. */
export function billingMail(news: PaymentNews | SubscriptionNews, facts: MailFacts): BillingMail {
  const { organization, change } = facts;
  const billingUrl = at(facts, "/billing");
  switch (news.kind) {
    case "succeeded":
    case "failed":
      return paymentMail(news, facts);
    case "upgraded": {
      const [from, to] = [planName(facts.catalog, news.from), planName(facts.catalog, news.to)];
      const price = news.price ? `${formatMoney(news.price)} a ${news.price.interval}` : to;
      return {
        template: "plan-upgraded",
        props: { organization, from, to, price, billingUrl },
        key: `upgraded:${change}`,
      };
    }
    case "downgrade_scheduled": {
      const [from, to] = [planName(facts.catalog, news.from), planName(facts.catalog, news.to)];
      return {
        template: "downgrade-scheduled",
        props: { organization, from, to, at: news.at.toISOString(), billingUrl },
        key: `downgrade:${change}`,
      };
    }
    case "canceled": {
      const { ended } = news;
      const props = { plan: planName(facts.catalog, news.plan), endsAt: news.endsAt.toISOString(), ended };
      return {
        template: "subscription-canceled",
        props: { organization, ...props, billingUrl },
        key: `${ended ? "ended" : "canceled"}:${change}`,
      };
    }
    case "resumed": {
      const props = { plan: planName(facts.catalog, news.plan), renewsAt: news.renewsAt?.toISOString() ?? null };
      return {
        template: "subscription-resumed",
        props: { organization, ...props, billingUrl },
        key: `resumed:${change}`,
      };
    }
    default:
      return unreachable(news);
  }
}

function paymentMail(news: PaymentNews, facts: MailFacts): BillingMail {
  const { invoice } = news;
  const { organization } = facts;
  const invoiceUrl = invoice.hostedInvoiceUrl ?? at(facts, "/billing");
  if (news.kind === "succeeded") {
    const amount = formatMoney({ amount: invoice.amountPaid, currency: invoice.currency });
    return {
      template: "payment-succeeded",
      props: { organization, amount, number: invoice.number, invoiceUrl, pdfUrl: invoice.invoicePdfUrl },
      key: `payment-succeeded:${invoice.stripeInvoiceId}`,
    };
  }
  return {
    template: "payment-failed",
    props: {
      organization,
      amount: formatMoney({ amount: invoice.amountRemaining, currency: invoice.currency }),
      attempt: news.attempt,
      issue: invoice.paymentIssue ?? "declined",
      nextAttemptAt: invoice.nextPaymentAttemptAt?.toISOString() ?? null,
      payUrl: invoiceUrl,
      cardUrl: at(facts, "/billing/payment-method"),
    },
    key: `payment-failed:${invoice.stripeInvoiceId}:${news.attempt}`,
  };
}

const at = ({ appUrl }: MailFacts, path: string) => new URL(path, appUrl).toString();
