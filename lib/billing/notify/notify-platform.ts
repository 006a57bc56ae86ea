import "server-only";
import type { TenantContext } from "@/lib/context";
import { unreachable } from "@/lib/errors";
import { emitWebhook } from "@/lib/webhooks";
import type { InvoiceMirror } from "../mirror/invoice-mirror";
import type { DisputeMirror } from "../mirror/payments";
import { alertSecondSubscription } from "./alert-second-subscription";
import { alertFailedPayment, alertOfDeletedCustomer, alertOfDispute, alertOfLoss } from "./alerts";
import type { BillingState } from "./billing-state";
import type { MoneyNotice } from "./money-notices";
import type { PaymentNotice } from "./payment-notices";
import type { Publication, SyncDiff } from "./sync-diff";

/** Raises alerts for platform admins and emits webhook events about what a sync changed, once per change. */
export async function notifyPlatform(ctx: TenantContext, diff: SyncDiff, publication: Publication): Promise<void> {
  await emitChanges(ctx, diff, publication);
  for (const change of diff.changes) await alertOfLoss(ctx, change, diff, publication);
  await alertOfDeletedCustomer(ctx, diff, publication);
  for (const other of diff.secondSubscriptions) {
    await alertSecondSubscription(ctx, { organization: publication.organization, planKey: diff.after.planKey, other });
  }
  for (const payment of diff.payments) await notifyOfPayment(ctx, payment, publication);
  for (const money of diff.money) await notifyOfMoney(ctx, money, publication);
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

async function notifyOfPayment(ctx: TenantContext, notice: PaymentNotice, publication: Publication): Promise<void> {
  const { invoice } = notice;
  const attempt = notice.kind === "failed" ? notice.attempt : invoice.attemptCount;
  await emitWebhook(ctx, {
    type: `payment.${notice.kind}`,
    organizationId: ctx.organizationId,
    data: { invoice: invoiceData(invoice, attempt) },
    dedupeKey: `payment.${notice.kind}:${invoice.stripeInvoiceId}:${notice.kind === "failed" ? attempt : ""}`,
  });
  if (notice.kind === "failed") await alertFailedPayment(ctx, notice, publication);
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

async function notifyOfMoney(ctx: TenantContext, notice: MoneyNotice, publication: Publication): Promise<void> {
  const { organizationId } = ctx;
  switch (notice.kind) {
    case "refunded": {
      const { stripeRefundId: id, stripeInvoiceId: invoice, amount, currency, reason, createdAt } = notice.refund;
      const refund = { id, invoice, amount, currency, reason, createdAt: createdAt.toISOString() };
      const dedupeKey = `invoice.refunded:${id}`;
      return emitWebhook(ctx, { type: "invoice.refunded", organizationId, data: { refund }, dedupeKey });
    }
    case "credited": {
      const { stripeCreditNoteId: id, stripeInvoiceId: invoice, number, amount, currency, reason } = notice.creditNote;
      const createdAt = notice.creditNote.createdAt.toISOString();
      const creditNote = { id, invoice, number, amount, currency, reason, createdAt };
      const dedupeKey = `invoice.credited:${id}`;
      return emitWebhook(ctx, { type: "invoice.credited", organizationId, data: { creditNote }, dedupeKey });
    }
    case "dispute_opened":
    case "dispute_closed": {
      const type = notice.kind === "dispute_opened" ? "dispute.created" : "dispute.closed";
      const { stripeDisputeId: id } = notice.dispute;
      const data = { dispute: disputeData(notice.dispute) };
      await emitWebhook(ctx, { type, organizationId, data, dedupeKey: `${type}:${id}` });
      return alertOfDispute(ctx, notice.dispute, publication);
    }
    case "refund_failed":
      return;
    default:
      return unreachable(notice);
  }
}

const disputeData = (dispute: DisputeMirror) => ({
  id: dispute.stripeDisputeId,
  charge: dispute.stripeChargeId,
  invoice: dispute.stripeInvoiceId,
  amount: dispute.amount,
  currency: dispute.currency,
  reason: dispute.reason,
  status: dispute.status,
  evidenceDueAt: dispute.evidenceDueAt?.toISOString() ?? null,
  createdAt: dispute.createdAt.toISOString(),
});
