import "server-only";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { env } from "@/lib/env";
import type { InvoiceMirror } from "../mirror/invoice-mirror";
import type { BillingColumns, SubscriptionRow } from "../mirror/subscription-row";
import { billingMail } from "./billing-mail";
import { organizationName } from "./billing-people";
import { mailBilling } from "./mail-billing";
import { paymentNews } from "./payment-news";
import { subscriptionNews } from "./subscription-news";

type Input = {
  before: SubscriptionRow;
  after: BillingColumns;
  invoicesBefore: ReadonlyMap<string, Pick<InvoiceMirror, "status" | "attemptCount">>;
  invoices: readonly InvoiceMirror[];
};

/** Writes the e-mails on what a sync changed, in its transaction, to those who look after billing. */
export async function announceBilling(
  ctx: TenantContext,
  { before, after, invoicesBefore, invoices }: Input,
): Promise<void> {
  const news = [
    ...paymentNews(invoicesBefore, invoices, ctx.now, after.pendingInvoiceUrl),
    ...subscriptionNews(catalog, before, after, ctx.now),
  ];
  if (news.length === 0) return;
  const facts = {
    catalog,
    organization: await organizationName(ctx),
    appUrl: env.APP_URL,
    // Syncs of a customer run one after the other: the state one of them found is the start of one change only.
    change: `${after.stripeSubscriptionId}:v${before.entitlementsVersion}`,
  };
  for (const item of news) await mailBilling(ctx, billingMail(item, facts));
}
