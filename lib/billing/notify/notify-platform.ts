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
import type { PaymentNotice } from "./payment-notices";
import type { Publication, SyncDiff } from "./sync-diff";

/** Raises alerts for platform admins and emits webhook events about what a sync changed, once per change. */
export async function notifyPlatform(ctx: TenantContext, diff: SyncDiff, publication: Publication): Promise<void> {
  await emitChanges(ctx, diff, publication);
  for (const change of diff.changes) await alertOfLoss(ctx, change, diff, publication);
  for (const payment of diff.payments) await notifyOfPayment(ctx, payment, publication);
}

/** Several changes in one sync are one event, which carries the whole state before and after. */
async function emitChanges(ctx: TenantContext, { changes, before, after }: SyncDiff, { id }: Publication) {
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
  { before, after }: SyncDiff,
  { organization }: Publication,
) {
  const scheduled = action === "billing.cancellation_scheduled" && after.cancelAt !== null;
  if (!scheduled && action !== "billing.subscription_ended") return;
  const plan = planName(catalog, before.planKey);
  const mrr = formatMoney({ amount: before.mrrAtStake, currency: before.currency ?? catalog.currency });
  const loss = before.mrrAtStake > 0 ? ` (−${mrr} MRR)` : "";
  await raiseAlert(ctx, {
    kind: "cancellation",
    dedupeKey: `${before.stripeSubscriptionId}:${scheduled ? after.cancelAt?.toISOString() : "ended"}`,
    organizationId: ctx.organizationId,
    title: `${organization} ${scheduled ? "is canceling" : "canceled"} ${plan}${loss}`,
    text:
      scheduled && after.cancelAt
        ? `The subscription ends on ${formatUtcDate(after.cancelAt)}. Contact them before then to find out why.`
        : "The subscription has ended. Check the reason they gave, and whether you can win them back.",
    path: `/admin/organizations/${ctx.organizationId}`,
  });
}

async function notifyOfPayment(
  ctx: TenantContext,
  notice: PaymentNotice,
  { organization }: Publication,
): Promise<void> {
  const { invoice } = notice;
  const attempt = notice.kind === "failed" ? notice.attempt : invoice.attemptCount;
  await emitWebhook(ctx, {
    type: `payment.${notice.kind}`,
    organizationId: ctx.organizationId,
    data: { invoice: invoiceData(invoice, attempt) },
    dedupeKey: `payment.${notice.kind}:${invoice.stripeInvoiceId}:${notice.kind === "failed" ? attempt : ""}`,
  });
  if (notice.kind !== "failed") return;
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
