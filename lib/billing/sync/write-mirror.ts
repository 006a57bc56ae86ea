import "server-only";
import { and, eq, getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { invoices, subscriptionItems, subscriptions } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { changedColumns } from "../mirror/changed-columns";
import type { InvoiceMirror } from "../mirror/invoice-mirror";
import type { ItemMirror } from "../mirror/subscription-mirror";
import type { BillingColumns, SubscriptionRow } from "../mirror/subscription-row";
import type { KnownInvoice, KnownItem } from "./known-state";

/** Writes the columns that changed. */
export async function writeRow(
  { tx, organizationId }: TenantContext,
  before: SubscriptionRow,
  after: BillingColumns,
): Promise<void> {
  const changed = changedColumns<BillingColumns>(before, after);
  if (Object.keys(changed).length === 0) return;
  await tx.update(subscriptions).set(changed).where(eq(subscriptions.organizationId, organizationId));
}

/** Makes the organization's items exactly these. */
export async function writeItems(
  { tx, organizationId }: TenantContext,
  known: ReadonlyMap<string, KnownItem>,
  items: readonly ItemMirror[],
): Promise<void> {
  const gone = goneOf(known, items, ({ stripeItemId }) => stripeItemId);
  if (gone.length > 0)
    await tx
      .delete(subscriptionItems)
      .where(and(eq(subscriptionItems.organizationId, organizationId), inArray(subscriptionItems.stripeItemId, gone)));
  const changed = items.filter((item) => isNews(known.get(item.stripeItemId), item));
  if (changed.length === 0) return;
  await tx
    .insert(subscriptionItems)
    .values(changed.map((item) => ({ ...item, organizationId })))
    .onConflictDoUpdate({
      target: [subscriptionItems.organizationId, subscriptionItems.stripeItemId],
      set: theNew(subscriptionItems),
    });
}

/** Adds and updates invoices, and drops drafts that Stripe no longer has: only drafts can be deleted there. */
export async function writeInvoices(
  { tx, organizationId }: TenantContext,
  known: ReadonlyMap<string, KnownInvoice>,
  mirrored: readonly InvoiceMirror[],
): Promise<void> {
  const drafts = new Map([...known].filter(([, { status }]) => status === "draft"));
  const gone = goneOf(drafts, mirrored, ({ stripeInvoiceId }) => stripeInvoiceId);
  if (gone.length > 0)
    await tx
      .delete(invoices)
      .where(and(eq(invoices.organizationId, organizationId), inArray(invoices.stripeInvoiceId, gone)));
  const changed = mirrored.filter((invoice) => isNews(known.get(invoice.stripeInvoiceId), invoice));
  if (changed.length === 0) return;
  await tx
    .insert(invoices)
    .values(changed.map((invoice) => ({ ...invoice, organizationId })))
    .onConflictDoUpdate({ target: [invoices.organizationId, invoices.stripeInvoiceId], set: theNew(invoices) });
}

const isNews = <Row extends object>(before: Partial<Row> | undefined, after: Row): boolean =>
  Object.keys(changedColumns(before, after)).length > 0;

function goneOf<One>(
  known: ReadonlyMap<string, unknown>,
  present: readonly One[],
  idOf: (one: One) => string,
): string[] {
  const kept = new Set(present.map(idOf));
  return [...known.keys()].filter((id) => !kept.has(id));
}

/** Every column takes the value that was to be inserted. */
function theNew(table: PgTable): Record<string, SQL> {
  const names = Object.keys(getTableColumns(table));
  return Object.fromEntries(names.map((name) => [name, sql.raw(`excluded.${snakeCase(name)}`)]));
}

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
