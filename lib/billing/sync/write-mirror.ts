import "server-only";
import { and, eq, getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { PgTable } from "drizzle-orm/pg-core";
import {
  invoices,
  pendingChanges,
  retentionOffers,
  scheduledChanges,
  subscriptionItems,
  subscriptions,
  verifications,
} from "@/db/schema";
import type { Context, TenantContext } from "@/lib/context";
import { changedColumns, hasChanges } from "../mirror/changed-columns";
import type { InvoiceMirror } from "../mirror/invoice-mirror";
import type { ItemMirror } from "../mirror/subscription-mirror";
import type { MirrorRows, SubscriptionRow } from "../mirror/subscription-row";
import type { KnownInvoice, KnownItem, KnownState } from "./known-state";

/**
 * Writes what changed about the subscription, its items and upcoming changes, and that it was synced. Writes nothing
 * else.
 */
export async function writeMirror(
  ctx: TenantContext,
  { row, known }: { row: SubscriptionRow; known: KnownState },
  { subscription, items, scheduledChange, pendingChange, retentionOffer }: MirrorRows,
): Promise<void> {
  const { organizationId } = ctx;
  await Promise.all([
    writeRow(ctx, row, subscription),
    writeItems(ctx, known.items, items),
    writeState(ctx, scheduledChanges, known.scheduledChange, scheduledChange && { ...scheduledChange, organizationId }),
    writeState(ctx, pendingChanges, known.pendingChange, pendingChange && { ...pendingChange, organizationId }),
    writeState(ctx, retentionOffers, known.retentionOffer, retentionOffer && { ...retentionOffer, organizationId }),
    recordVerified(ctx, organizationId),
  ]);
}

/** Writes the columns that changed. A trigger prevents other writers (`db/routines/guard-mirror.sql`). */
export async function writeRow(
  { tx, organizationId, now }: TenantContext,
  before: SubscriptionRow,
  after: SubscriptionRow,
): Promise<void> {
  const changed = changedColumns(before, after);
  if (Object.keys(changed).length === 0) return;
  await Promise.all([
    tx.execute(sql`select set_config('app.mirror_writer', 'sync', true)`),
    tx
      .update(subscriptions)
      .set({ ...changed, updatedAt: now })
      .where(eq(subscriptions.organizationId, organizationId)),
    tx.execute(sql`select set_config('app.mirror_writer', '', true)`),
  ]);
}

type StateTable = typeof scheduledChanges | typeof pendingChanges | typeof retentionOffers;

/** A state is a row: it is inserted, updated and deleted with the state. */
async function writeState<Table extends StateTable>(
  { tx, organizationId }: TenantContext,
  table: Table,
  before: Partial<Table["$inferSelect"]> | null,
  after: Table["$inferSelect"] | null,
): Promise<void> {
  if (after === null) {
    if (before !== null) await tx.delete(table).where(eq(table.organizationId, organizationId));
    return;
  }
  if (!hasChanges<Table["$inferSelect"]>(before ?? undefined, after)) return;
  await tx
    .insert<StateTable>(table)
    .values(after)
    .onConflictDoUpdate({ target: table.organizationId, set: excludedColumns(table) });
}

/** Records that these organizations match Stripe as of now. */
export async function recordVerified({ tx, now }: Context, ...organizationIds: string[]): Promise<void> {
  if (organizationIds.length === 0) return;
  await tx
    .insert(verifications)
    .values(organizationIds.map((organizationId) => ({ organizationId, verifiedAt: now })))
    .onConflictDoUpdate({ target: verifications.organizationId, set: { verifiedAt: now } });
}

/** Makes the organization's items exactly these. */
async function writeItems(
  { tx, organizationId }: TenantContext,
  known: ReadonlyMap<string, KnownItem>,
  items: readonly ItemMirror[],
): Promise<void> {
  const removed = removedIds(known, items, ({ stripeItemId }) => stripeItemId);
  if (removed.length > 0)
    await tx
      .delete(subscriptionItems)
      .where(
        and(eq(subscriptionItems.organizationId, organizationId), inArray(subscriptionItems.stripeItemId, removed)),
      );
  const changed = items.filter((item) => hasChanges(known.get(item.stripeItemId), item));
  if (changed.length === 0) return;
  await tx
    .insert(subscriptionItems)
    .values(changed.map((item) => ({ ...item, organizationId })))
    .onConflictDoUpdate({
      target: [subscriptionItems.organizationId, subscriptionItems.stripeItemId],
      set: excludedColumns(subscriptionItems),
    });
}

/** Adds and updates invoices, and removes drafts that Stripe no longer has: only drafts can be deleted there. */
export async function writeInvoices(
  { tx, organizationId }: TenantContext,
  known: ReadonlyMap<string, KnownInvoice>,
  mirrored: readonly InvoiceMirror[],
): Promise<void> {
  const drafts = new Map([...known].filter(([, { status }]) => status === "draft"));
  const removed = removedIds(drafts, mirrored, ({ stripeInvoiceId }) => stripeInvoiceId);
  if (removed.length > 0)
    await tx
      .delete(invoices)
      .where(and(eq(invoices.organizationId, organizationId), inArray(invoices.stripeInvoiceId, removed)));
  const changed = mirrored.filter((invoice) => hasChanges(known.get(invoice.stripeInvoiceId), invoice));
  if (changed.length === 0) return;
  await tx
    .insert(invoices)
    .values(changed.map((invoice) => ({ ...invoice, organizationId })))
    .onConflictDoUpdate({
      target: [invoices.organizationId, invoices.stripeInvoiceId],
      set: excludedColumns(invoices),
    });
}

function removedIds<One>(
  known: ReadonlyMap<string, unknown>,
  present: readonly One[],
  idOf: (one: One) => string,
): string[] {
  const kept = new Set(present.map(idOf));
  return [...known.keys()].filter((id) => !kept.has(id));
}

/** Sets every column to the value of the rejected insert. */
function excludedColumns(table: PgTable): Record<string, SQL> {
  const names = Object.keys(getTableColumns(table));
  return Object.fromEntries(names.map((name) => [name, sql.raw(`excluded.${toSnakeCase(name)}`)]));
}
