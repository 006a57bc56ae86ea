import "server-only";
import { and, eq, getTableColumns, notInArray, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { invoices, subscriptionItems } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import type { InvoiceMirror } from "./invoice-mirror";
import type { ItemMirror } from "./subscription-mirror";

/** Makes the organization's items exactly these. */
export async function writeItems({ tx, organizationId }: TenantContext, items: readonly ItemMirror[]): Promise<void> {
  const kept = items.map(({ stripeItemId }) => stripeItemId);
  await tx
    .delete(subscriptionItems)
    .where(and(eq(subscriptionItems.organizationId, organizationId), notInArray(subscriptionItems.stripeItemId, kept)));
  if (items.length === 0) return;
  await tx
    .insert(subscriptionItems)
    .values(items.map((item) => ({ ...item, organizationId })))
    .onConflictDoUpdate({
      target: [subscriptionItems.organizationId, subscriptionItems.stripeItemId],
      set: theNew(subscriptionItems),
    });
}

/**
 * Adds and updates invoices, and drops drafts that Stripe no longer has: only drafts can be deleted there.
 *
 * @returns what was known of the organization's invoices before, by id.
 */
export async function writeInvoices(
  { tx, organizationId }: TenantContext,
  mirrored: readonly InvoiceMirror[],
): Promise<ReadonlyMap<string, Pick<InvoiceMirror, "status" | "attemptCount">>> {
  const before = await tx
    .select({ id: invoices.stripeInvoiceId, status: invoices.status, attemptCount: invoices.attemptCount })
    .from(invoices)
    .where(eq(invoices.organizationId, organizationId));
  const kept = mirrored.map(({ stripeInvoiceId }) => stripeInvoiceId);
  await tx
    .delete(invoices)
    .where(
      and(
        eq(invoices.organizationId, organizationId),
        eq(invoices.status, "draft"),
        notInArray(invoices.stripeInvoiceId, kept),
      ),
    );
  if (mirrored.length > 0) {
    await tx
      .insert(invoices)
      .values(mirrored.map((invoice) => ({ ...invoice, organizationId })))
      .onConflictDoUpdate({ target: [invoices.organizationId, invoices.stripeInvoiceId], set: theNew(invoices) });
  }
  return new Map(before.map(({ id, ...known }) => [id, known]));
}

/** Every column takes the value that was to be inserted. */
function theNew(table: PgTable): Record<string, SQL> {
  const names = Object.keys(getTableColumns(table));
  return Object.fromEntries(names.map((name) => [name, sql.raw(`excluded.${snakeCase(name)}`)]));
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
