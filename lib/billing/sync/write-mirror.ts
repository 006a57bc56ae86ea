import "server-only";
import { and, eq, getTableColumns, inArray, type SQL, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { PgColumn, PgTable } from "drizzle-orm/pg-core";
import {
  creditNotes,
  discounts,
  disputes,
  invoices,
  otherSubscriptions,
  pendingChanges,
  refunds,
  retentionOffers,
  scheduledChanges,
  subscriptionItems,
  subscriptions,
  verifications,
} from "@/db/schema";
import type { Context, TenantContext } from "@/lib/context";
import { changedColumns, hasChanges } from "../mirror/changed-columns";
import type { Mirror } from "../mirror/mirror";
import type { MirrorRows, SubscriptionRow } from "../mirror/subscription-row";
import type { KnownPayments, KnownState } from "./known-state";

/**
 * Writes what changed about the subscription, its items, discounts and upcoming changes, and that it was synced. Writes
 * nothing else.
 */
export async function writeMirror(
  ctx: TenantContext,
  { row, known }: { row: SubscriptionRow; known: KnownState },
  { subscription, items, scheduledChange, pendingChange, retentionOffer, ...lists }: MirrorRows,
  readAt: Date | null,
): Promise<void> {
  const { organizationId } = ctx;
  await Promise.all([
    writeRow(ctx, row, subscription),
    writeList(ctx, listTables.items, known.items, items),
    writeList(ctx, listTables.discounts, known.discounts, lists.discounts),
    writeList(ctx, listTables.otherSubscriptions, known.otherSubscriptions, lists.otherSubscriptions),
    writeState(ctx, scheduledChanges, known.scheduledChange, scheduledChange && { ...scheduledChange, organizationId }),
    writeState(ctx, pendingChanges, known.pendingChange, pendingChange && { ...pendingChange, organizationId }),
    writeState(ctx, retentionOffers, known.retentionOffer, retentionOffer && { ...retentionOffer, organizationId }),
    recordRead(ctx, readAt),
  ]);
}

/**
 * Writes the invoices, refunds, credit notes and disputes that changed. Only drafts of invoices can be deleted at Stripe, and
 * old pages aren't read each time, so nothing else is ever removed.
 */
export async function writePayments(
  ctx: TenantContext,
  known: KnownState & KnownPayments,
  mirror: Pick<Mirror, "invoices" | "refunds" | "creditNotes" | "disputes">,
): Promise<void> {
  const drafts = new Map([...known.invoices].filter(([, { status }]) => status === "draft"));
  const gone = removedIds(drafts, mirror.invoices, listTables.invoices.idOf);
  await Promise.all([
    removeRows(ctx, listTables.invoices, gone),
    putRows(ctx, listTables.invoices, known.invoices, mirror.invoices),
    putRows(ctx, listTables.refunds, known.refunds, mirror.refunds),
    putRows(ctx, listTables.creditNotes, known.creditNotes, mirror.creditNotes),
    putRows(ctx, listTables.disputes, known.disputes, mirror.disputes),
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

async function recordRead({ tx, organizationId, now }: TenantContext, stripeReadAt: Date | null): Promise<void> {
  const read = { verifiedAt: now, stripeReadAt };
  await tx
    .insert(verifications)
    .values({ organizationId, ...read })
    .onConflictDoUpdate({ target: verifications.organizationId, set: read });
}

type AnyListTable =
  | typeof subscriptionItems
  | typeof discounts
  | typeof otherSubscriptions
  | typeof invoices
  | typeof refunds
  | typeof creditNotes
  | typeof disputes;
type AnyRow = AnyListTable["$inferSelect"];
type WithoutTenant<Row> = Omit<Row, "organizationId">;

/** A table with a row per Stripe object of an organization, and how to get the id of such an object. */
type ListTable<Row extends AnyRow> = { table: AnyListTable; id: PgColumn; idOf: (row: WithoutTenant<Row>) => string };

const listTable = <Table extends AnyListTable>(
  table: Table,
  id: PgColumn,
  idOf: (row: WithoutTenant<Table["$inferSelect"]>) => string,
): ListTable<Table["$inferSelect"]> => ({ table, id, idOf });

const listTables = {
  items: listTable(subscriptionItems, subscriptionItems.stripeItemId, ({ stripeItemId }) => stripeItemId),
  discounts: listTable(discounts, discounts.stripeDiscountId, ({ stripeDiscountId }) => stripeDiscountId),
  otherSubscriptions: listTable(
    otherSubscriptions,
    otherSubscriptions.stripeSubscriptionId,
    ({ stripeSubscriptionId }) => stripeSubscriptionId,
  ),
  invoices: listTable(invoices, invoices.stripeInvoiceId, ({ stripeInvoiceId }) => stripeInvoiceId),
  refunds: listTable(refunds, refunds.stripeRefundId, ({ stripeRefundId }) => stripeRefundId),
  creditNotes: listTable(creditNotes, creditNotes.stripeCreditNoteId, ({ stripeCreditNoteId }) => stripeCreditNoteId),
  disputes: listTable(disputes, disputes.stripeDisputeId, ({ stripeDisputeId }) => stripeDisputeId),
};

/** Makes the organization's rows exactly these. */
async function writeList<Row extends AnyRow>(
  ctx: TenantContext,
  list: ListTable<Row>,
  known: ReadonlyMap<string, Row>,
  rows: readonly WithoutTenant<Row>[],
): Promise<void> {
  await Promise.all([removeRows(ctx, list, removedIds(known, rows, list.idOf)), putRows(ctx, list, known, rows)]);
}

async function removeRows<Row extends AnyRow>(
  { tx, organizationId }: TenantContext,
  { table, id }: ListTable<Row>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.delete(table).where(and(eq(table.organizationId, organizationId), inArray(id, [...ids])));
}

/** Adds and updates rows. */
async function putRows<Row extends AnyRow>(
  { tx, organizationId }: TenantContext,
  { table, id, idOf }: ListTable<Row>,
  known: ReadonlyMap<string, Row>,
  rows: readonly WithoutTenant<Row>[],
): Promise<void> {
  const changed = rows.filter((row) => hasChanges<WithoutTenant<Row>>(known.get(idOf(row)), row));
  if (changed.length === 0) return;
  await tx
    .insert<AnyListTable>(table)
    .values(changed.map((row) => ({ ...row, organizationId })))
    .onConflictDoUpdate({ target: [table.organizationId, id], set: excludedColumns(table) });
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
