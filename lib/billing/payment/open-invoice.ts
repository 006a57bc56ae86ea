import "server-only";
import { and, desc, eq, gt, type SQL, sql } from "drizzle-orm";
import { invoices, pendingChanges } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import type { PaymentIssue } from "../mirror/payment-issue";

/** An invoice that was tried and not paid. The amount in minor units. */
export type OpenInvoice = {
  amount: number;
  currency: string;
  attempts: number;
  nextAttemptAt: Date | null;
  issue: PaymentIssue;
  /** Stripe's page to pay or confirm it on. */
  payUrl: string | null;
};

/**
 * The organization's invoices that were tried and are still open. Not the one a change waits for: who gives another card is
 * charged what they owe, and not for a plan that they may have thought better of.
 */
export const isOwed = (organizationId: string): SQL | undefined =>
  and(
    eq(invoices.organizationId, organizationId),
    eq(invoices.status, "open"),
    gt(invoices.attemptCount, 0),
    sql`not exists (select from ${pendingChanges} where ${pendingChanges.organizationId} = ${invoices.organizationId}
      and ${pendingChanges.invoiceUrl} = ${invoices.hostedInvoiceUrl})`,
  );

/** What the organization owes; null when it owes nothing. Of several the newest. */
export async function openInvoice({ tx, organizationId }: TenantContext): Promise<OpenInvoice | null> {
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
}
