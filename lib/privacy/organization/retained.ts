import "server-only";
import { asc, count, min, sql } from "drizzle-orm";
import { retainedDocuments } from "@/db/schema";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import { csvHeader, csvLines } from "@/lib/csv";

const columns = [
  "organization_id",
  "organization",
  "country",
  "kind",
  "number",
  "stripe_id",
  "invoice",
  "status",
  "currency",
  "total",
  "tax",
  "amount_paid",
  "issued_at",
  "deleted_at",
] as const;

/** All documents of deleted organizations as CSV, oldest first, for tax purposes. Amounts are in minor units. The export is recorded. */
export async function exportRetained(ctx: Context): Promise<string> {
  const rows = await ctx.tx
    .select()
    .from(retainedDocuments)
    .orderBy(asc(retainedDocuments.issuedAt), asc(retainedDocuments.stripeId));
  await recordAudit(ctx, {
    organizationId: platformChain,
    action: "privacy.retained_documents_exported",
    details: { documents: rows.length },
  });
  return (
    csvHeader(columns) +
    csvLines(
      rows.map((row) => [
        row.organizationId,
        row.organizationName,
        row.country,
        row.kind,
        row.number,
        row.stripeId,
        row.stripeInvoiceId,
        row.status,
        row.currency,
        row.total,
        row.tax,
        row.amountPaid,
        row.issuedAt.toISOString(),
        row.deletedAt.toISOString(),
      ]),
    )
  );
}

/** The number of kept documents and of their organizations, and the oldest date. */
export async function retainedTotals({ tx }: Context) {
  const [row] = await tx
    .select({
      documents: count(),
      organizations: sql<number>`count(distinct ${retainedDocuments.organizationId})::int`,
      oldest: min(retainedDocuments.issuedAt),
    })
    .from(retainedDocuments);
  return { documents: row?.documents ?? 0, organizations: row?.organizations ?? 0, oldest: row?.oldest ?? null };
}
