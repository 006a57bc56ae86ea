import type Stripe from "stripe";
import type { invoices } from "@/db/schema";
import { paymentIssueOf } from "./payment-issue";

const statuses = ["draft", "open", "paid", "uncollectible", "void"] as const;

/** A row of `invoices` without its organization. */
export type InvoiceMirror = Omit<typeof invoices.$inferSelect, "organizationId">;

/**
 * Maps an invoice. Amounts in minor units of its currency.
 * @param intent the current payment, if one failed.
 */
export function invoiceMirror(invoice: Stripe.Invoice, intent?: Stripe.PaymentIntent): InvoiceMirror {
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
    nextPaymentAttemptAt: maybeAt(invoice.next_payment_attempt),
    paymentIssue: invoice.status === "open" ? paymentIssueOf(intent) : null,
    periodStart: at(invoice.period_start),
    periodEnd: at(invoice.period_end),
    hostedInvoiceUrl: invoice.hosted_invoice_url ?? null,
    invoicePdfUrl: invoice.invoice_pdf ?? null,
    createdAt: at(invoice.created),
    paidAt: maybeAt(invoice.status_transitions.paid_at),
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
