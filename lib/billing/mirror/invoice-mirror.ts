import type Stripe from "stripe";
import type { invoices } from "@/db/schema";
import { paymentIssueOf } from "./payment-issue";
import { countsAsRefunded, type DisputeMirror, type RefundMirror } from "./payments";

const statuses = ["draft", "open", "paid", "uncollectible", "void"] as const;

/** A row of `invoices` without its organization. */
export type InvoiceMirror = Omit<typeof invoices.$inferSelect, "organizationId">;

/** What happened to the payments of a customer's invoices. */
type Payments = {
  /** The current payment, if it failed. */
  intent?: Stripe.PaymentIntent | undefined;
  refunds: readonly RefundMirror[];
  disputes: readonly DisputeMirror[];
  /** Those for which a charge failed, by ID. */
  invoicesWithFailures: ReadonlySet<string>;
};

const nothingHappened: Payments = { refunds: [], disputes: [], invoicesWithFailures: new Set() };

/** Maps an invoice. Amounts in minor units of its currency. */
export function invoiceMirror(
  invoice: Stripe.Invoice,
  { intent, refunds, disputes, invoicesWithFailures }: Payments = nothingHappened,
): InvoiceMirror {
  const given = refunds.filter((refund) => refund.stripeInvoiceId === invoice.id && countsAsRefunded(refund));
  return {
    stripeInvoiceId: invoice.id,
    number: invoice.number,
    status: statusOf(invoice),
    billingReason: invoice.billing_reason,
    currency: invoice.currency,
    subtotal: invoice.subtotal,
    tax: (invoice.total_taxes ?? []).reduce((total, { amount }) => total + amount, 0),
    total: invoice.total,
    amountDue: invoice.amount_due,
    amountPaid: invoice.amount_paid,
    amountRemaining: invoice.amount_remaining,
    attemptCount: invoice.attempt_count,
    chargeFailed: invoicesWithFailures.has(invoice.id),
    nextPaymentAttemptAt: maybeAt(invoice.next_payment_attempt),
    paymentIssue: invoice.status === "open" ? paymentIssueOf(intent) : null,
    periodStart: at(invoice.period_start),
    periodEnd: at(invoice.period_end),
    hostedInvoiceUrl: invoice.hosted_invoice_url ?? null,
    invoicePdfUrl: invoice.invoice_pdf ?? null,
    createdAt: at(invoice.created),
    finalizedAt: maybeAt(invoice.status_transitions.finalized_at),
    dueAt: maybeAt(invoice.due_date),
    paidAt: maybeAt(invoice.status_transitions.paid_at),
    collectionMethod: invoice.collection_method === "send_invoice" ? "send_invoice" : "charge_automatically",
    stripeSubscriptionId: subscriptionOf(invoice),
    amountRefunded: given.reduce((total, { amount }) => total + amount, 0),
    amountCredited: invoice.pre_payment_credit_notes_amount + invoice.post_payment_credit_notes_amount,
    disputed: disputes.some(({ stripeInvoiceId }) => stripeInvoiceId === invoice.id),
  };
}

/** The subscription an invoice is for, if any. */
export function subscriptionOf({ parent }: Stripe.Invoice): string | null {
  const subscription = parent?.subscription_details?.subscription;
  return typeof subscription === "string" ? subscription : (subscription?.id ?? null);
}

function statusOf({ id, status }: Stripe.Invoice): InvoiceMirror["status"] {
  const known = statuses.find((candidate) => candidate === status);
  if (!known) throw new Error(`The invoice ${id} has an unknown status: ${status}`);
  return known;
}

const at = (seconds: number) => new Date(seconds * 1000);
const maybeAt = (seconds: number | null) => (seconds === null ? null : at(seconds));
