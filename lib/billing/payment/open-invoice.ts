import "server-only";
import { and, desc, eq, gt, type SQL, sql } from "drizzle-orm";
import { invoices, pendingChanges } from "@/db/schema";
import { oncePerRequest } from "@/lib/once-per-request";
import type { PaymentIssue } from "../mirror/payment-issue";

/** An invoice whose payment was attempted and failed. The amount is in minor units. */
export type OpenInvoice = {
  amount: number;
  currency: string;
  attempts: number;
  nextAttemptAt: Date | null;
  issue: PaymentIssue;
  /** Stripe's page to pay the invoice or confirm its payment. */
  payUrl: string | null;
};

/**
 * The organization's open invoices with a failed payment. The invoice of a pending plan change doesn't count: a customer who
 * adds a card pays what they owe, not a change they may no longer want.
 */
export const isOwed = (organizationId: string): SQL | undefined =>
  and(
    eq(invoices.organizationId, organizationId),
    eq(invoices.status, "open"),
    gt(invoices.attemptCount, 0),
    sql`not exists (select from ${pendingChanges} where ${pendingChanges.organizationId} = ${invoices.organizationId}
      and ${pendingChanges.invoiceUrl} = ${invoices.hostedInvoiceUrl})`,
  );

/** The newest invoice the organization owes; null for none. */
export const openInvoice = oncePerRequest(async ({ tx, organizationId }): Promise<OpenInvoice | null> => {
  const [row] = await tx
    .select()
    .from(invoices)
    .where(isOwed(organizationId))
    .orderBy(desc(invoices.createdAt))
    .limit(1);
  if (!row) return null;
  return {
    amount: row.amountRemaining,
    currency: row.currency,
    attempts: row.attemptCount,
    nextAttemptAt: row.nextPaymentAttemptAt,
    issue: row.paymentIssue ?? "declined",
    payUrl: row.hostedInvoiceUrl,
  };
});
