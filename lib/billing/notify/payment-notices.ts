import { addDays } from "@/lib/durations";
import type { InvoiceMirror } from "../mirror/invoice-mirror";

export type PaymentNotice =
  | { kind: "succeeded"; invoice: InvoiceMirror }
  | { kind: "failed"; invoice: InvoiceMirror; attempt: number };

/** An invoice older than this when first seen is history and isn't notified: after a database restore or a migrated customer. */
export const recentDays = 7;
const failuresNotified = 3;

/** The invoices stored before, by id. */
export type KnownInvoices = ReadonlyMap<string, Pick<InvoiceMirror, "status" | "attemptCount">>;

/**
 * Payments that succeeded or failed since the invoices were last read.
 * @param pendingInvoiceUrl the invoice of a pending change. It isn't owed: customers who don't pay it keep what they
 *   have, and the page where they requested the change shows it.
 */
export function paymentNotices(
  before: KnownInvoices,
  after: readonly InvoiceMirror[],
  now: Date,
  pendingInvoiceUrl: string | null,
): PaymentNotice[] {
  const since = addDays(now, -recentDays);
  return after.flatMap((invoice): PaymentNotice[] => {
    const known = before.get(invoice.stripeInvoiceId);
    if (invoice.status === "paid") return paid(invoice, known?.status, since);
    if (pendingInvoiceUrl !== null && invoice.hostedInvoiceUrl === pendingInvoiceUrl) return [];
    return failed(invoice, known?.attemptCount ?? 0, since);
  });
}

function paid(invoice: InvoiceMirror, knownAs: InvoiceMirror["status"] | undefined, since: Date): PaymentNotice[] {
  const old = (invoice.paidAt ?? invoice.createdAt) < since;
  if (knownAs === "paid" || invoice.amountPaid === 0 || old) return [];
  return [{ kind: "succeeded", invoice }];
}

/** A failed first payment shows on the checkout page, where the customer still is. */
function failed(invoice: InvoiceMirror, knownAttempts: number, since: Date): PaymentNotice[] {
  const { attemptCount: attempt } = invoice;
  const firstPurchase = invoice.billingReason === "subscription_create";
  const old = knownAttempts === 0 && invoice.createdAt < since;
  // What is sent to be paid is late by its due date, not by the customer's own attempts on its page (`overdue-stage.ts`).
  const sent = invoice.collectionMethod === "send_invoice";
  if (invoice.status !== "open" || firstPurchase || old || sent) return [];
  return attempt > knownAttempts && attempt <= failuresNotified ? [{ kind: "failed", invoice, attempt }] : [];
}
