import "server-only";
import { and, asc, desc, eq, gt, ne, or, sql } from "drizzle-orm";
import { invoices, pendingChanges } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { type InvoiceCursor, readCursor, writeCursor } from "./invoice-cursor";

export type InvoiceLine = {
  id: string;
  number: string | null;
  date: Date;
  status: "open" | "paid" | "uncollectible" | "void";
  total: number;
  amountDue: number;
  amountPaid: number;
  /** The amount still due. */
  amountRemaining: number;
  amountRefunded: number;
  /** By credit notes, before and after the payment. */
  amountCredited: number;
  currency: string;
  /** When an invoice that was sent is due; null for one charged to the card. */
  dueAt: Date | null;
  /** Whether a payment for it is or was disputed. */
  disputed: boolean;
  hostedUrl: string | null;
  pdfUrl: string | null;
};

/**
 * Invoices, newest first, without drafts, which the customer can't see yet.
 *
 * @param cursor the previous page's `nextCursor`.
 * @throws GatehouseError `invalid_input` for a malformed cursor.
 */
export async function invoicesPage(
  { tx, organizationId }: TenantContext,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ data: InvoiceLine[]; nextCursor: string | null }> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  const rows = await tx
    .select()
    .from(invoices)
    .where(and(eq(invoices.organizationId, organizationId), ne(invoices.status, "draft"), after && isAfter(after)))
    .orderBy(desc(invoices.createdAt), desc(invoices.stripeInvoiceId))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    data: page.flatMap((row) => invoiceLine(row) ?? []),
    nextCursor: last ? writeCursor({ createdAt: last.createdAt, id: last.stripeInvoiceId }) : null,
  };
}

const isAfter = ({ createdAt, id }: InvoiceCursor) =>
  sql`(${invoices.createdAt}, ${invoices.stripeInvoiceId}) < (${createdAt.toISOString()}::timestamptz, ${id})`;

function invoiceLine(row: typeof invoices.$inferSelect): InvoiceLine | undefined {
  const { status } = row;
  if (status === "draft") return undefined;
  return {
    id: row.stripeInvoiceId,
    number: row.number,
    date: row.createdAt,
    status,
    total: row.total,
    amountDue: row.amountDue,
    amountPaid: row.amountPaid,
    amountRemaining: row.amountRemaining,
    amountRefunded: row.amountRefunded,
    amountCredited: row.amountCredited,
    currency: row.currency,
    dueAt: row.dueAt,
    disputed: row.disputed,
    hostedUrl: row.hostedInvoiceUrl,
    pdfUrl: row.invoicePdfUrl,
  };
}

/**
 * All invoices that wait to be paid by the customer, oldest first: those that were sent, and those whose charge failed. The
 * invoice of a pending plan change isn't one of them.
 */
export async function openInvoices({ tx, organizationId }: TenantContext): Promise<InvoiceLine[]> {
  const rows = await tx
    .select()
    .from(invoices)
    .where(
      and(
        eq(invoices.organizationId, organizationId),
        eq(invoices.status, "open"),
        gt(invoices.amountRemaining, 0),
        or(eq(invoices.collectionMethod, "send_invoice"), gt(invoices.attemptCount, 0)),
        sql`not exists (select from ${pendingChanges} where ${pendingChanges.organizationId} = ${invoices.organizationId}
          and ${pendingChanges.invoiceUrl} = ${invoices.hostedInvoiceUrl})`,
      ),
    )
    .orderBy(asc(sql`coalesce(${invoices.dueAt}, ${invoices.createdAt})`), asc(invoices.stripeInvoiceId));
  return rows.flatMap((row) => invoiceLine(row) ?? []);
}
