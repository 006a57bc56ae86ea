import "server-only";
import { and, desc, eq, gt, lte, or, type SQL, sql } from "drizzle-orm";
import { invoices, pendingChanges } from "@/db/schema";
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
const isOwed = ({ organizationId, now }: TenantContext): SQL | undefined =>
  and(
    eq(invoices.organizationId, organizationId),
    eq(invoices.status, "open"),
    or(
      and(isCharged, gt(invoices.attemptCount, 0)),
      and(eq(invoices.collectionMethod, "send_invoice"), gt(invoices.amountRemaining, 0), lte(invoices.dueAt, now)),
    ),
    isOfNoPendingChange,
  );

/** Those that can be collected by charging the card. An invoice that was sent never is. */
export const isOwedByCard = (ctx: TenantContext): SQL | undefined => and(isOwed(ctx), isCharged);

/** What the organization owes, as the newest invoice says it; null for nothing. */
export const openInvoice = oncePerRequest(async (ctx: TenantContext): Promise<OpenInvoice | null> => {
  const rows = await ctx.tx.select().from(invoices).where(isOwed(ctx)).orderBy(desc(invoices.createdAt));
  const [newest] = rows;
  if (!newest) return null;
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
    overdueSince: isSent ? new Date(earliest(due)) : null,
    attempts: newest.attemptCount,
    nextAttemptAt: newest.nextPaymentAttemptAt,
    issue: newest.paymentIssue ?? "declined",
    payUrl: (first ?? newest).hostedInvoiceUrl,
  };
});

const earliest = (dates: readonly Date[]): number => Math.min(...dates.map((date) => date.getTime()));
