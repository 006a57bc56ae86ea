import "server-only";
import { raiseAlert } from "@/lib/alerts";
import { catalog, planName } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { formatUtcDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { emitWebhook } from "@/lib/webhooks";
import type { InvoiceMirror } from "../mirror/invoice-mirror";
import type { BillingState } from "./billing-state";
import type { Change } from "./changes";
import type { PaymentNews } from "./payment-news";
import type { Publication, SyncNews } from "./sync-news";

/** Raises alerts for platform admins and emits webhook events about a sync's news, once per change. */
export async function notifyPlatform(ctx: TenantContext, news: SyncNews, publication: Publication): Promise<void> {
  await emitChanges(ctx, news, publication);
  for (const change of news.changes) await alertOfLoss(ctx, change, news, publication);
  for (const payment of news.payments) await notifyOfPayment(ctx, payment, publication);
}

/** Several changes in one sync are one event, which carries the whole state before and after. */
async function emitChanges(ctx: TenantContext, { changes, before, after }: SyncNews, { id }: Publication) {
  if (changes.length === 0) return;
  const ended = changes.some(({ action }) => action === "billing.subscription_ended");
  await emitWebhook(ctx, {
    type: ended ? "subscription.canceled" : "subscription.changed",
    organizationId: ctx.organizationId,
    data: { subscription: eventData(after), previous: eventData(before) },
    dedupeKey: `subscription:${ctx.organizationId}:${id}`,
  });
}

const eventData = (row: BillingState) => ({
  status: row.status,
  plan: row.planKey,
  price: row.lookupKey,
  interval: row.interval,
  currency: row.currency,
  unitAmount: row.unitAmount,
  mrr: row.mrr,
  currentPeriodEnd: row.currentPeriodEnd?.toISOString() ?? null,
  cancelAt: row.cancelAt?.toISOString() ?? null,
});

async function alertOfLoss(
  ctx: TenantContext,
  { action }: Change,
  { before, after }: SyncNews,
  { organization }: Publication,
) {
  const scheduled = action === "billing.cancellation_scheduled" && after.cancelAt !== null;
  if (!scheduled && action !== "billing.subscription_ended") return;
  const plan = planName(catalog, before.planKey);
  const mrr = formatMoney({ amount: before.mrr, currency: before.currency ?? catalog.currency });
  await raiseAlert(ctx, {
    kind: "cancellation",
    dedupeKey: `${before.stripeSubscriptionId}:${scheduled ? after.cancelAt?.toISOString() : "ended"}`,
    organizationId: ctx.organizationId,
    title: `${organization} ${scheduled ? "is canceling" : "canceled"} ${plan} (−${mrr} MRR)`,
    text:
      scheduled && after.cancelAt
        ? `The subscription ends on ${formatUtcDate(after.cancelAt)}. Contact them before then to find out why.`
        : "The subscription has ended. Check the reason they gave, and whether you can win them back.",
    path: `/admin/organizations/${ctx.organizationId}`,
  });
}

async function notifyOfPayment(ctx: TenantContext, news: PaymentNews, { organization }: Publication): Promise<void> {
  const { invoice } = news;
  const attempt = news.kind === "failed" ? news.attempt : invoice.attemptCount;
  await emitWebhook(ctx, {
    type: `payment.${news.kind}`,
    organizationId: ctx.organizationId,
    data: { invoice: invoiceData(invoice, attempt) },
    dedupeKey: `payment.${news.kind}:${invoice.stripeInvoiceId}:${news.kind === "failed" ? attempt : ""}`,
  });
  if (news.kind !== "failed") return;
  const amount = formatMoney({ amount: invoice.amountRemaining, currency: invoice.currency });
  await raiseAlert(ctx, {
    kind: "payment_failed",
    dedupeKey: `${invoice.stripeInvoiceId}:${attempt}`,
    organizationId: ctx.organizationId,
    title: `${organization}: payment of ${amount} failed`,
    text: `Attempt ${attempt}. We emailed the customer. After the third failed attempt the organization becomes read-only, so contact them if the next one fails too.`,
    path: `/admin/organizations/${ctx.organizationId}`,
  });
}

const invoiceData = (invoice: InvoiceMirror, attempt: number) => ({
  id: invoice.stripeInvoiceId,
  number: invoice.number,
  currency: invoice.currency,
  total: invoice.total,
  amountPaid: invoice.amountPaid,
  amountRemaining: invoice.amountRemaining,
  attempt,
  hostedUrl: invoice.hostedInvoiceUrl,
});
