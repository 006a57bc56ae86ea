import "server-only";
import { and, asc, desc, eq, gt, lte, or, type SQL, sql } from "drizzle-orm";
import { invoices, pendingChanges, subscriptions } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { oncePerRequest } from "@/lib/once-per-request";
import type { PaymentIssue } from "../mirror/payment-issue";

/** What an organization owes: invoices whose payment failed, and invoices it was sent that are overdue. */
export type OpenInvoice = {
  /** Of all of them in the newest one's currency, in minor units. */
  amount: number;
  currency: string;
  /** How many invoices that is. */
  count: number;
  /**
   * What `amount` has of the current period, once Stripe has stopped collecting. An unpaid subscription is active again only
   * when its newest invoice is paid, and Stripe leaves that one a draft. Null if there is none.
   */
  currentPeriod: number | null;
  /** Since when one is overdue, if all of them were sent to be paid; null if a card is charged for one. */
  overdueSince: Date | null;
  attempts: number;
  nextAttemptAt: Date | null;
  issue: PaymentIssue;
  /** Stripe's page to pay the first one that is due, or confirm its payment. */
  payUrl: string | null;
};

/** A customer who adds a card pays what they owe, not a change they may no longer want. */
export const isOfNoPendingChange = sql`not exists (select from ${pendingChanges}
  where ${pendingChanges.organizationId} = ${invoices.organizationId}
    and ${pendingChanges.invoiceUrl} = ${invoices.hostedInvoiceUrl})`;

const isCharged = eq(invoices.collectionMethod, "charge_automatically");

/**
 * The organization's open invoices that should have been paid: the card was declined, or the due date of one that was sent has
 * passed. Stripe doesn't try to collect the latter, so attempts say nothing about them.
 */
const isOverdue = (now: Date): SQL | undefined =>
  and(
    eq(invoices.status, "open"),
    or(
      and(isCharged, gt(invoices.attemptCount, 0)),
      and(eq(invoices.collectionMethod, "send_invoice"), gt(invoices.amountRemaining, 0), lte(invoices.dueAt, now)),
    ),
    isOfNoPendingChange,
  );

/**
 * The current period's invoice of an unpaid subscription. Earlier drafts are of periods without access: whether they are ever
 * charged is for a person at Stripe to decide.
 */
const isCurrentDraft: SQL = sql`(${invoices.status} = 'draft' and ${isCharged} and ${invoices.stripeInvoiceId} = (
  select newest.stripe_invoice_id from ${invoices} newest
  join ${subscriptions} on ${subscriptions.organizationId} = newest.organization_id
    and ${subscriptions.stripeSubscriptionId} = newest.stripe_subscription_id and ${subscriptions.status} = 'unpaid'
  where newest.organization_id = ${invoices.organizationId} and newest.status <> 'void'
  order by newest.created_at desc, newest.stripe_invoice_id desc limit 1))`;

const isOwed = ({ organizationId, now }: TenantContext): SQL | undefined =>
  and(eq(invoices.organizationId, organizationId), or(isOverdue(now), isCurrentDraft));

/** Those that can be collected by charging the card, oldest first. An invoice that was sent never is. */
export const owedByCard = (ctx: TenantContext) =>
  ctx.tx
    .select({ id: invoices.stripeInvoiceId, status: invoices.status })
    .from(invoices)
    .where(and(isOwed(ctx), isCharged))
    .orderBy(asc(invoices.createdAt), asc(invoices.stripeInvoiceId));

/** What the organization owes, as the newest invoice says it; null for nothing. */
export const openInvoice = oncePerRequest(async (ctx: TenantContext): Promise<OpenInvoice | null> => {
  const rows = await ctx.tx.select().from(invoices).where(isOwed(ctx)).orderBy(desc(invoices.createdAt));
  // A draft was never tried, so an open invoice says more about why.
  const newest = rows.find(({ status }) => status === "open") ?? rows[0];
  if (!newest) return null;
  const draft = rows.find(({ status }) => status === "draft");
  const alike = rows.filter(({ currency }) => currency === newest.currency);
  const due = rows.flatMap(({ collectionMethod, dueAt }) =>
    collectionMethod === "send_invoice" && dueAt ? dueAt : [],
  );
  const isSent = due.length === rows.length;
  const first = isSent ? rows.find(({ dueAt }) => dueAt?.getTime() === earliest(due)) : undefined;
  return {
    amount: alike.reduce((sum, { amountRemaining }) => sum + amountRemaining, 0),
    currency: newest.currency,
    count: alike.length,
    currentPeriod: draft?.currency === newest.currency ? draft.amountRemaining : null,
    overdueSince: isSent ? new Date(earliest(due)) : null,
    attempts: newest.attemptCount,
    nextAttemptAt: newest.nextPaymentAttemptAt,
    issue: newest.paymentIssue ?? "declined",
    payUrl: (first ?? newest).hostedInvoiceUrl,
  };
});

const earliest = (dates: readonly Date[]): number => Math.min(...dates.map((date) => date.getTime()));
