import "server-only";
import { and, eq, inArray, isNull, lte, ne, or } from "drizzle-orm";
import { invoices, stripeEvents, subscriptions } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import { type Context, inTenant, type TenantContext } from "@/lib/context";
import { sendJob, sendJobs } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { recordCountry } from "@/lib/metrics";
import { openInvitations } from "@/lib/seats";
import type { OrganizationState, OrganizationStatus } from "@/lib/trials";
import { hasOtherSettings } from "../change/phase-params";
import { billingCountry } from "../mirror/billing-country";
import { isManaged, runningSchedule } from "../mirror/managed-schedule";
import { type Mirror, mirrorOf } from "../mirror/mirror";
import { isScheduleOutdated } from "../mirror/outdated-schedule";
import { type Receipt, receiptOf } from "../mirror/receipt";
import type { StripeState } from "../mirror/stripe-state";
import { type MirrorRows, nextRows, type SubscriptionRow } from "../mirror/subscription-row";
import { billingState } from "../notify/billing-state";
import { publishChanges } from "../notify/publish-changes";
import { settleAlerts } from "../notify/settled-alerts";
import { syncDiff } from "../notify/sync-diff";
import { stripeBudget } from "../stripe/stripe";
import { type KnownPayments, type KnownState, readKnown, readKnownPayments } from "./known-state";
import { readStripe } from "./read-stripe";
import { ledgerOf, recordMovements } from "./record-movements";
import { retainLateDocuments } from "./retain-late-documents";
import { writeMirror, writePayments } from "./write-mirror";

/** A sync holds the customer's lock while it reads Stripe; others wait for the lock for 10 seconds. */
export const stripeDeadlineMs = 8_000;

export type Synced = {
  organizationId: string;
  planKey: string;
  status: OrganizationStatus;
  /** Live subscriptions in addition to the one that counts. They are being canceled. */
  duplicates: readonly string[];
  /** Whether the customer was deleted at Stripe. */
  deleted: boolean;
};

/**
 * Brings the database in line with Stripe for one customer: subscription, items, invoices, movements, audit log and
 * outbox, in the caller's transaction (of the platform role). The only writer of the mirror. Events only say that a
 * sync is due, so their order, duplicates and loss don't matter. Concurrent syncs of one customer run one after the
 * other.
 * @returns the organization and its plan; undefined for a customer that isn't ours.
 * @throws GatehouseError `unavailable` when Stripe is down; then nothing is written.
 */
export async function syncCustomer(ctx: Context, { customerId }: { customerId: string }): Promise<Synced | undefined> {
  // The lock is taken before Stripe is read, so what is written is never older than what another sync wrote. Only
  // events from before the read are handled by it; a later one has a job of its own.
  const [row, events] = await Promise.all([lockedRow(ctx, customerId), unhandledEvents(ctx, customerId)]);
  if (!row) {
    const isRetained = await retainLateDocuments(ctx, () => stripeBudget(stripeDeadlineMs), customerId);
    if (!isRetained)
      logger.info({ customerId, events: events.length }, "ignored a Stripe customer without an organization");
    await markHandled(ctx, customerId, events);
    return undefined;
  }
  const { organizationId } = row;
  const [state, known] = await Promise.all([
    readStripe(stripeBudget(stripeDeadlineMs), customerId, {
      now: ctx.now,
      isSettled: (id) => isSettled(ctx, row, id),
    }),
    readKnown(inTenant(ctx, organizationId)),
  ]);
  const mirror = mirrorOf(catalog, state, ctx.now, { counted: row.stripeSubscriptionId, discounts: known.discounts });
  const payments = await readKnownPayments(inTenant(ctx, organizationId), mirror);
  const [{ planKey, status }] = await Promise.all([
    writeState(inTenant(ctx, organizationId), {
      row,
      known: { ...known, ...payments },
      mirror,
      readAt: state.readAt,
      receiptOf: (invoiceId) => receiptOf(state, invoiceId),
    }),
    keepSettings(inTenant(ctx, organizationId), state, mirror),
    recordCountry(inTenant(ctx, organizationId), billingCountry(state)),
    markHandled(ctx, customerId, events),
  ]);
  return { organizationId, planKey, status, duplicates: mirror.duplicates, deleted: state.customer.deleted === true };
}

async function lockedRow({ tx }: Context, customerId: string): Promise<SubscriptionRow | undefined> {
  const [row] = await tx
    .select()
    .from(subscriptions)
    .where(eq(subscriptions.stripeCustomerId, customerId))
    .for("update");
  return row;
}

async function unhandledEvents({ tx }: Context, customerId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: stripeEvents.id })
    .from(stripeEvents)
    .where(and(eq(stripeEvents.customerId, customerId), isNull(stripeEvents.handledAt)));
  return rows.map(({ id }) => id);
}

/** Whether an invoice is mirrored, and no older one can still be paid or, as a draft, deleted. */
async function isSettled({ tx }: Context, { organizationId }: SubscriptionRow, invoiceId: string): Promise<boolean> {
  const ours = eq(invoices.organizationId, organizationId);
  const [known] = await tx
    .select({ createdAt: invoices.createdAt })
    .from(invoices)
    .where(and(ours, eq(invoices.stripeInvoiceId, invoiceId)));
  if (!known) return false;
  const older = and(lte(invoices.createdAt, known.createdAt), ne(invoices.stripeInvoiceId, invoiceId));
  return (await tx.$count(invoices, and(ours, inArray(invoices.status, ["draft", "open"]), older))) === 0;
}

type Found = {
  row: SubscriptionRow;
  known: KnownState & KnownPayments;
  mirror: Mirror;
  readAt: Date | null;
  receiptOf: (invoiceId: string) => Receipt | undefined;
};

async function writeState(
  ctx: TenantContext,
  { row, known, mirror, readAt, receiptOf }: Found,
): Promise<OrganizationState> {
  const rows = nextRows(row, mirror, ctx.now);
  const ledger = ledgerOf(known.movements, rows.subscription.currency);
  const before = billingState({ ...known, subscription: row }, known.trial, ctx.now, ledger.held?.mrr);
  const after = billingState(rows, known.trial, ctx.now, ledger.held?.mrr);
  await Promise.all([
    writeMirror(ctx, { row, known }, rows, readAt),
    writePayments(ctx, known, mirror),
    recordMovements(ctx, {
      before: row,
      after: rows.subscription,
      known: { items: [...known.items.values()], discounts: [...known.discounts.values()] },
      subscription: mirror.subscription,
      invoices: mirror.invoices,
      ledger,
    }),
  ]);
  await Promise.all([
    publishChanges(
      ctx,
      syncDiff(catalog, before, after, { before: listsBefore(known), after: { ...mirror, ...rows } }, ctx.now),
      { invoices: mirror.invoices, receiptOf },
    ),
    cancelDuplicates(ctx, mirror.duplicates),
    settleSeats(ctx, known, rows),
    refreshSchedule(ctx, rows),
  ]);
  // After the changes were announced, because what raised an alert may be over in the same sync.
  await settleAlerts(ctx, {
    state: after,
    invoices: [...mirror.invoices, ...known.invoices.values()],
    otherSubscriptions: rows.otherSubscriptions,
    disputes: mirror.disputes,
  });
  return after;
}

const listsBefore = (known: KnownState & KnownPayments) => ({
  ...known,
  items: [...known.items.values()],
  otherSubscriptions: [...known.otherSubscriptions.values()],
});

/** Another plan or other items may include fewer seats than are in use. Open invitations are withdrawn then, and nothing else. */
async function settleSeats(ctx: TenantContext, known: KnownState, { items }: MirrorRows): Promise<void> {
  const quantities = (all: Iterable<Pick<MirrorRows["items"][number], "itemKey" | "quantity">>) =>
    Array.from(all, ({ itemKey, quantity }) => `${itemKey} ${quantity}`)
      .sort()
      .join();
  if (quantities(known.items.values()) === quantities(items)) return;
  const { organizationId } = ctx;
  if ((await openInvitations(ctx)).length > 0) await sendJob(ctx, "settle-seats", { organizationId }, organizationId);
}

/** A person's change of the items is kept beyond the change that the customer has scheduled. */
async function refreshSchedule(ctx: TenantContext, rows: MirrorRows): Promise<void> {
  const { organizationId } = ctx;
  if (isScheduleOutdated(rows)) await sendJob(ctx, "refresh-schedule", { organizationId }, organizationId);
}

/** So is how the subscription is paid. */
async function keepSettings(ctx: TenantContext, state: StripeState, { subscription }: Mirror): Promise<void> {
  const counted = state.subscriptions.find(({ id }) => id === subscription?.stripeSubscriptionId);
  const schedule = counted && runningSchedule(counted, state);
  const { organizationId } = ctx;
  if (schedule && isManaged(schedule) && hasOtherSettings(counted, schedule))
    await sendJob(ctx, "refresh-schedule", { organizationId }, organizationId);
}

function cancelDuplicates(ctx: TenantContext, duplicates: readonly string[]): Promise<void> {
  const { organizationId } = ctx;
  const jobs = duplicates.map((subscriptionId) => ({ input: { organizationId, subscriptionId }, key: subscriptionId }));
  return sendJobs(ctx, "cancel-duplicate", jobs);
}

/**
 * The known events, and those received by then but still being stored: they found this sync's job still queued, so they
 * have none of their own. Stripe was read after they were received, so this sync covers them.
 */
async function markHandled({ tx, now }: Context, customerId: string, known: readonly string[]): Promise<void> {
  const included = or(lte(stripeEvents.receivedAt, now), inArray(stripeEvents.id, [...known]));
  await tx
    .update(stripeEvents)
    .set({ handledAt: now })
    .where(and(eq(stripeEvents.customerId, customerId), isNull(stripeEvents.handledAt), included));
}
