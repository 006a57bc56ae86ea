import "server-only";
import { and, eq } from "drizzle-orm";
import Stripe from "stripe";
import { auditLog, organizations, otherSubscriptions, subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { type Context, inTenant, type TenantContext } from "@/lib/context";
import { sendJob } from "@/lib/jobs";
import { isLive, lifecycleOf, readStatus } from "../mirror/status";
import { alertSecondSubscription } from "../notify/alert-second-subscription";
import { type StripeBudget, stripeBudget } from "../stripe/stripe";

const action = "billing.duplicate_canceled";

export type Duplicate = { organizationId: string; subscriptionId: string };

/**
 * Refunds what was paid for a second live subscription that our checkout made, cancels it, and records it once. One that a
 * person made at Stripe is left alone: only our own checkout session proves that it is a duplicate. Stripe is
 * called before the record is written and each step can be repeated, so a crash in between loses nothing. The refund
 * comes first: each sync finds the subscription while it is live, but once it is canceled nothing would lead to its
 * payments.
 */
export async function cancelDuplicate(ctx: Context, { organizationId, subscriptionId }: Duplicate): Promise<void> {
  const [row] = await ctx.tx
    .select({ customerId: subscriptions.stripeCustomerId, counts: subscriptions.stripeSubscriptionId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId))
    .for("update");
  if (!row?.customerId || row.counts === subscriptionId) return;
  if (await isRecorded(ctx, organizationId, subscriptionId)) return;
  const budget = stripeBudget(20_000);
  const kept = row.counts !== null && (await isLiveInStripe(budget, row.counts));
  // Our row lags behind Stripe: the one that counted has ended there, so this may be the customer's only one. A sync
  // decides again.
  if (kept && !(await isFromCheckout(budget, organizationId, subscriptionId))) {
    return alertKept(inTenant(ctx, organizationId), subscriptionId);
  }
  if (!kept) return sendJob(ctx, "sync-customer", { customerId: row.customerId }, row.customerId);
  const refunds = await refundAll(budget, subscriptionId);
  await cancel(budget, subscriptionId);
  const details = { keptSubscription: row.counts, refunds };
  await recordAudit(ctx, { organizationId, action, subject: subscriptionId, details });
  await sendJob(ctx, "sync-customer", { customerId: row.customerId }, row.customerId);
}

/** It looked like one of ours but isn't, so a person has to decide. */
async function alertKept(ctx: TenantContext, subscriptionId: string): Promise<void> {
  const { tx, organizationId } = ctx;
  const [row] = await tx
    .select({ organization: organizations.name, planKey: subscriptions.planKey, other: otherSubscriptions })
    .from(otherSubscriptions)
    .innerJoin(subscriptions, eq(subscriptions.organizationId, otherSubscriptions.organizationId))
    .innerJoin(organizations, eq(organizations.id, otherSubscriptions.organizationId))
    .where(
      and(
        eq(otherSubscriptions.organizationId, organizationId),
        eq(otherSubscriptions.stripeSubscriptionId, subscriptionId),
      ),
    );
  if (row?.planKey) await alertSecondSubscription(ctx, { ...row, planKey: row.planKey });
}

async function isFromCheckout(budget: StripeBudget, organizationId: string, subscription: string): Promise<boolean> {
  const { data } = await budget.call((stripe) => stripe.checkout.sessions.list({ subscription, limit: 1 }));
  return data.some(({ client_reference_id }) => client_reference_id === organizationId);
}

async function isRecorded({ tx }: Context, organizationId: string, subject: string): Promise<boolean> {
  const rows = await tx
    .select({ seq: auditLog.seq })
    .from(auditLog)
    .where(
      and(eq(auditLog.organizationId, organizationId), eq(auditLog.action, action), eq(auditLog.subject, subject)),
    );
  return rows.length > 0;
}

async function isLiveInStripe(budget: StripeBudget, subscriptionId: string): Promise<boolean> {
  const { status } = await budget.call((stripe) => stripe.subscriptions.retrieve(subscriptionId));
  return isLive(lifecycleOf(readStatus(status, false)));
}

async function cancel(budget: StripeBudget, subscriptionId: string): Promise<void> {
  const { status } = await budget.call((stripe) => stripe.subscriptions.retrieve(subscriptionId));
  if (status === "canceled") return;
  await budget.call((stripe) => stripe.subscriptions.cancel(subscriptionId, { invoice_now: false, prorate: false }));
}

async function refundAll(budget: StripeBudget, subscription: string): Promise<string[]> {
  const invoices = await budget.call((stripe) => stripe.invoices.list({ subscription, status: "paid", limit: 100 }));
  const refunds: string[] = [];
  for (const { id } of invoices.data.filter((invoice) => invoice.amount_paid > 0)) {
    const payments = await budget.call((stripe) => stripe.invoicePayments.list({ invoice: id, status: "paid" }));
    for (const { payment } of payments.data) refunds.push(...(await refund(budget, payment.payment_intent)));
  }
  return refunds;
}

type PaymentIntent = string | { id: string } | undefined;

/** The key is the payment, so it is never refunded twice. Stripe forgets keys after a day, but not refunds. */
async function refund(budget: StripeBudget, paymentIntent: PaymentIntent): Promise<string[]> {
  if (paymentIntent === undefined) return [];
  const payment_intent = typeof paymentIntent === "string" ? paymentIntent : paymentIntent.id;
  try {
    const { id } = await budget.call((stripe) =>
      stripe.refunds.create({ payment_intent, reason: "duplicate" }, { idempotencyKey: `refund-${payment_intent}` }),
    );
    return [id];
  } catch (error) {
    if (!isRefunded(error)) throw error;
    const { data } = await budget.call((stripe) => stripe.refunds.list({ payment_intent, limit: 100 }));
    return data.map(({ id }) => id);
  }
}

const isRefunded = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError && error.code === "charge_already_refunded";
