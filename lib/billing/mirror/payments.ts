import type Stripe from "stripe";
import type { creditNotes, disputes, refunds } from "@/db/schema";
import type { StripeState } from "./stripe-state";

/** Rows without their organization. */
export type RefundMirror = Omit<typeof refunds.$inferSelect, "organizationId">;
export type CreditNoteMirror = Omit<typeof creditNotes.$inferSelect, "organizationId">;
export type DisputeMirror = Omit<typeof disputes.$inferSelect, "organizationId">;

type PaymentState = Pick<StripeState, "invoices" | "charges" | "creditNotes" | "disputes">;

/** What was given back, credited, disputed and declined, and for which invoice. */
export function paymentsOf(state: PaymentState) {
  const invoiceOf = invoicesByCharge(state);
  return {
    refunds: state.charges.flatMap((charge) =>
      (charge.refunds?.data ?? []).map((refund) => refundMirror(refund, charge, invoiceOf.get(charge.id) ?? null)),
    ),
    creditNotes: state.creditNotes.map(creditNoteMirror),
    disputes: state.disputes.map((dispute) => disputeMirror(dispute, invoiceOf.get(idOf(dispute.charge)) ?? null)),
    invoicesWithFailures: new Set(
      state.charges.flatMap(({ id, status }) => (status === "failed" ? (invoiceOf.get(id) ?? []) : [])),
    ),
  };
}

/** A charge doesn't name its invoice: both name the payment intent. */
function invoicesByCharge({ invoices, charges }: PaymentState): ReadonlyMap<string, string> {
  const byIntent = new Map<string, string>();
  for (const invoice of invoices) {
    for (const { payment } of invoice.payments?.data ?? []) {
      const intent = payment.payment_intent ?? payment.charge;
      if (intent) byIntent.set(idOf(intent), invoice.id);
    }
  }
  return new Map(
    charges.flatMap(({ id, payment_intent }): [string, string][] => {
      const invoice = byIntent.get(payment_intent === null ? id : idOf(payment_intent));
      return invoice === undefined ? [] : [[id, invoice]];
    }),
  );
}

const refundMirror = (refund: Stripe.Refund, charge: Stripe.Charge, stripeInvoiceId: string | null): RefundMirror => ({
  stripeRefundId: refund.id,
  stripeInvoiceId,
  stripeChargeId: charge.id,
  amount: refund.amount,
  currency: refund.currency,
  reason: refund.reason,
  status: refund.status ?? "pending",
  createdAt: at(refund.created),
});

const creditNoteMirror = (note: Stripe.CreditNote): CreditNoteMirror => ({
  stripeCreditNoteId: note.id,
  stripeInvoiceId: idOf(note.invoice),
  number: note.number,
  amount: note.total,
  currency: note.currency,
  reason: note.reason,
  status: note.status === "void" ? "void" : "issued",
  pdfUrl: note.pdf ?? null,
  createdAt: at(note.created),
});

const disputeMirror = (dispute: Stripe.Dispute, stripeInvoiceId: string | null): DisputeMirror => ({
  stripeDisputeId: dispute.id,
  stripeInvoiceId,
  stripeChargeId: idOf(dispute.charge),
  amount: dispute.amount,
  currency: dispute.currency,
  reason: dispute.reason,
  status: dispute.status,
  evidenceDueAt: dispute.evidence_details.due_by === null ? null : at(dispute.evidence_details.due_by),
  createdAt: at(dispute.created),
});

/** Refunds that money was, or is being, given back by. */
export const countsAsRefunded = ({ status }: RefundMirror): boolean => status !== "failed" && status !== "canceled";

const idOf = (object: string | { id: string }): string => (typeof object === "string" ? object : object.id);
const at = (seconds: number) => new Date(seconds * 1000);
