import "server-only";
import { raiseAlert } from "@/lib/alerts";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { formatDate } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import { emitWebhook } from "@/lib/webhooks";
import type { InvoiceMirror } from "../mirror/invoice-mirror";
import type { BillingColumns, SubscriptionRow } from "../mirror/subscription-row";
import { organizationName } from "./billing-people";
import { type Change, changesBetween } from "./changes";
import { type PaymentNews, paymentNews } from "./payment-news";

type Input = {
  before: SubscriptionRow;
  after: BillingColumns;
  invoicesBefore: ReadonlyMap<string, Pick<InvoiceMirror, "status" | "attemptCount">>;
  invoices: readonly InvoiceMirror[];
};

/** Tells the platform's owner, and their own systems, what a sync changed; in its transaction, each change once. */
export async function tellFounder(ctx: TenantContext, { before, after, invoicesBefore, invoices }: Input) {
  const changes = changesBetween(before, after);
  await emitChanges(ctx, changes, before, after);
  for (const change of changes) await alertOfLoss(ctx, change, before, after);
  for (const news of paymentNews(invoicesBefore, invoices, ctx.now, after.pendingInvoiceUrl))
    await tellPayment(ctx, news);
}

/** Several changes in one sync are one event: it carries the whole state, before and after. */
async function emitChanges(
  ctx: TenantContext,
  changes: readonly Change[],
  before: SubscriptionRow,
  after: BillingColumns,
) {
  if (changes.length === 0) return;
  const ended = changes.some(({ action }) => action === "billing.subscription_ended");
  await emitWebhook(ctx, {
    type: ended ? "subscription.canceled" : "subscription.changed",
    organizationId: ctx.organizationId,
    data: { subscription: toldState(after), previous: toldState(before) },
    // Syncs of a customer run one after the other: the state one of them found is the start of one change only.
    dedupeKey: `subscription:${ctx.organizationId}:v${before.entitlementsVersion}`,
  });
}

const toldState = (row: BillingColumns) => ({
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

async function alertOfLoss(ctx: TenantContext, { action }: Change, before: SubscriptionRow, after: BillingColumns) {
  const scheduled = action === "billing.cancellation_scheduled" && after.cancelAt !== null;
  if (!scheduled && action !== "billing.subscription_ended") return;
  const name = await organizationName(ctx);
  const plan = catalog.plans.find(({ key }) => key === before.planKey)?.name ?? before.planKey;
  const mrr = formatMoney({ amount: before.mrr, currency: before.currency ?? catalog.currency });
  await raiseAlert(ctx, {
    kind: "cancellation",
    dedupeKey: `${before.stripeSubscriptionId}:${scheduled ? after.cancelAt?.toISOString() : "ended"}`,
    organizationId: ctx.organizationId,
    title: `${name} ${scheduled ? "is canceling" : "canceled"} ${plan} (−${mrr} MRR)`,
    text:
      scheduled && after.cancelAt
        ? `The subscription ends on ${formatDate(after.cancelAt)}. Contact them before then to find out why.`
        : "The subscription has ended. Check the reason they gave, and whether you can win them back.",
    path: `/admin/organizations/${ctx.organizationId}`,
  });
}

async function tellPayment(ctx: TenantContext, news: PaymentNews): Promise<void> {
  const { invoice } = news;
  const attempt = news.kind === "failed" ? news.attempt : invoice.attemptCount;
  await emitWebhook(ctx, {
    type: `payment.${news.kind}`,
    organizationId: ctx.organizationId,
    data: { invoice: toldInvoice(invoice, attempt) },
    dedupeKey: `payment.${news.kind}:${invoice.stripeInvoiceId}:${news.kind === "failed" ? attempt : ""}`,
  });
  if (news.kind !== "failed") return;
  const name = await organizationName(ctx);
  const amount = formatMoney({ amount: invoice.amountRemaining, currency: invoice.currency });
  await raiseAlert(ctx, {
    kind: "payment_failed",
    dedupeKey: `${invoice.stripeInvoiceId}:${attempt}`,
    organizationId: ctx.organizationId,
    title: `${name}: payment of ${amount} failed`,
    text: `Attempt ${attempt}. We emailed the customer. After the third failed attempt the organization becomes read-only, so contact them if the next one fails too.`,
    path: `/admin/organizations/${ctx.organizationId}`,
  });
}

const toldInvoice = (invoice: InvoiceMirror, attempt: number) => ({
  id: invoice.stripeInvoiceId,
  number: invoice.number,
  currency: invoice.currency,
  total: invoice.total,
  amountPaid: invoice.amountPaid,
  amountRemaining: invoice.amountRemaining,
  attempt,
  hostedUrl: invoice.hostedInvoiceUrl,
});
