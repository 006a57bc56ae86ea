import type { creditNotes, invoices, refunds, retainedDocuments } from "@/db/schema";

export type RetainedDocument = typeof retainedDocuments.$inferInsert;

/** Whose documents they are: the organization that is deleted. */
export type Buyer = Pick<
  RetainedDocument,
  "organizationId" | "stripeCustomerId" | "organizationName" | "country" | "deletedAt"
>;

type Documents = {
  invoices: readonly Omit<typeof invoices.$inferSelect, "organizationId">[];
  creditNotes: readonly Omit<typeof creditNotes.$inferSelect, "organizationId">[];
  refunds: readonly Omit<typeof refunds.$inferSelect, "organizationId">[];
};

/** What is kept of invoices, credit notes and refunds. Drafts are left out, because they were never issued. */
export function retainedDocumentsOf(buyer: Buyer, { invoices, creditNotes, refunds }: Documents): RetainedDocument[] {
  const issued = invoices.filter(({ status }) => status !== "draft");
  return [
    ...issued.map(({ stripeInvoiceId, number, status, currency, total, tax, amountPaid, createdAt, finalizedAt }) => ({
      ...buyer,
      kind: "invoice" as const,
      stripeId: stripeInvoiceId,
      ...{ number, status, currency, total, tax, amountPaid },
      issuedAt: finalizedAt ?? createdAt,
    })),
    ...creditNotes.map(({ stripeCreditNoteId, stripeInvoiceId, number, status, currency, amount, createdAt }) => ({
      ...buyer,
      kind: "credit_note" as const,
      stripeId: stripeCreditNoteId,
      ...{ stripeInvoiceId, number, status, currency, total: amount },
      issuedAt: createdAt,
    })),
    ...refunds.map(({ stripeRefundId, stripeInvoiceId, status, currency, amount, createdAt }) => ({
      ...buyer,
      kind: "refund" as const,
      stripeId: stripeRefundId,
      ...{ stripeInvoiceId, status, currency, total: amount },
      issuedAt: createdAt,
    })),
  ];
}
