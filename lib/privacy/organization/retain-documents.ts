import "server-only";
import { eq } from "drizzle-orm";
import { creditNotes, invoices, metricOrganizations, refunds, retainedDocuments } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { retainedDocumentsOf } from "@/lib/retained-documents";

/**
 * Copies an organization's invoices, credit notes and refunds to a table that outlives it: buyer, date, amount and tax. What is issued
 * to the customer afterwards is added by `retainLateDocuments` in `lib/billing`.
 */
export async function retainDocuments(
  ctx: TenantContext,
  { name, customerId }: { name: string; customerId: string | null },
): Promise<void> {
  const { tx, organizationId, now } = ctx;
  const of = await tx
    .select({ country: metricOrganizations.country })
    .from(metricOrganizations)
    .where(eq(metricOrganizations.organizationId, organizationId));
  const documents = retainedDocumentsOf(
    {
      organizationId,
      stripeCustomerId: customerId,
      organizationName: name,
      country: of[0]?.country ?? null,
      deletedAt: now,
    },
    {
      invoices: await tx.select().from(invoices).where(eq(invoices.organizationId, organizationId)),
      creditNotes: await tx.select().from(creditNotes).where(eq(creditNotes.organizationId, organizationId)),
      refunds: await tx.select().from(refunds).where(eq(refunds.organizationId, organizationId)),
    },
  );
  if (documents.length > 0) await tx.insert(retainedDocuments).values(documents).onConflictDoNothing();
}
