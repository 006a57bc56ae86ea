import "server-only";
import { and, eq, ne } from "drizzle-orm";
import { creditNotes, invoices, metricOrganizations, refunds, retainedDocuments } from "@/db/schema";
import type { TenantContext } from "@/lib/context";

/**
 * Copies an organization's invoices, credit notes and refunds to a table that outlives it: buyer, date, amount and tax. Drafts are left
 * out, because they were never issued.
 */
export async function retainDocuments(ctx: TenantContext, { name }: { name: string }): Promise<void> {
  const { tx, organizationId, now } = ctx;
  const of = await tx
    .select({ country: metricOrganizations.country })
    .from(metricOrganizations)
    .where(eq(metricOrganizations.organizationId, organizationId));
  const buyer = { organizationId, organizationName: name, country: of[0]?.country ?? null, deletedAt: now };
  const [issued, credited, refunded] = [
    await tx
      .select()
      .from(invoices)
      .where(and(eq(invoices.organizationId, organizationId), ne(invoices.status, "draft"))),
    await tx.select().from(creditNotes).where(eq(creditNotes.organizationId, organizationId)),
    await tx.select().from(refunds).where(eq(refunds.organizationId, organizationId)),
  ];
  const documents: (typeof retainedDocuments.$inferInsert)[] = [
    ...issued.map(({ stripeInvoiceId, number, status, currency, total, tax, amountPaid, createdAt, finalizedAt }) => ({
      ...buyer,
      kind: "invoice" as const,
      stripeId: stripeInvoiceId,
      ...{ number, status, currency, total, tax, amountPaid },
      issuedAt: finalizedAt ?? createdAt,
    })),
    ...credited.map(({ stripeCreditNoteId, stripeInvoiceId, number, status, currency, amount, createdAt }) => ({
      ...buyer,
      kind: "credit_note" as const,
      stripeId: stripeCreditNoteId,
      ...{ stripeInvoiceId, number, status, currency, total: amount },
      issuedAt: createdAt,
    })),
    ...refunded.map(({ stripeRefundId, stripeInvoiceId, status, currency, amount, createdAt }) => ({
      ...buyer,
      kind: "refund" as const,
      stripeId: stripeRefundId,
      ...{ stripeInvoiceId, status, currency, total: amount },
      issuedAt: createdAt,
    })),
  ];
  if (documents.length > 0) await tx.insert(retainedDocuments).values(documents).onConflictDoNothing();
}
