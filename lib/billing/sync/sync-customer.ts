import "server-only";
import { and, eq, inArray, isNull, lte, ne, or } from "drizzle-orm";
import { invoices, stripeEvents, subscriptions } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import { type Context, inTenant, type TenantContext } from "@/lib/context";
import { sendJobs } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import type { OrganizationState, OrganizationStatus } from "@/lib/trials";
import { type Mirror, mirrorOf } from "../mirror/mirror";
import { nextRows, type SubscriptionRow } from "../mirror/subscription-row";
import { billingState } from "../news/billing-state";
import { publishNews } from "../news/publish-news";
import { syncNews } from "../news/sync-news";
import { stripeBudget } from "../stripe/stripe";
import { type KnownState, readKnown } from "./known-state";
import { readStripe } from "./read-stripe";
import { recordMovements } from "./record-movements";
import { writeInvoices, writeMirror } from "./write-mirror";

/** A sync holds the customer's lock while it reads Stripe; others wait for the lock for 10 seconds. */
const stripeDeadlineMs = 8_000;

export type Synced = {
  organizationId: string;
  planKey: string;
  status: OrganizationStatus;
  /** Live subscriptions beside the one that counts, which are being canceled. */
  duplicates: readonly string[];
  /** Whether the customer was deleted at Stripe. */
  deleted: boolean;
};

/**
 * Makes the database say of one customer what Stripe says now: subscription, items, invoices, movements, audit and
 * outbox, in the caller's transaction (of the platform role). The only writer of the mirror. Events are only hints that it
 * is due, so their order, duplicates and loss cannot matter. Two syncs of one customer run one after the other.
 *
 * @returns the organization and its plan; undefined for a customer that is not ours.
 * @throws GatehouseError `unavailable` when Stripe is away; nothing is written then.
 */
export async function syncCustomer(ctx: Context, { customerId }: { customerId: string }): Promise<Synced | undefined> {
  // The lock comes before the reading: what is written is never older than what another sync wrote before. And only events
  // that came before the reading are handled by it; one that comes meanwhile has a job of its own.
  const [row, events] = await Promise.all([lockedRow(ctx, customerId), unhandledEvents(ctx, customerId)]);
  if (!row) {
    logger.info({ customerId, events: events.length }, "a Stripe customer of no organization");
    await markHandled(ctx, customerId, events);
    return undefined;
  }
  const { organizationId } = row;
  const [state, known] = await Promise.all([
    readStripe(stripeBudget(stripeDeadlineMs), customerId, (id) => isSettled(ctx, row, id)),
    readKnown(inTenant(ctx, organizationId)),
  ]);
  const mirror = mirrorOf(catalog, state, ctx.now, row.stripeSubscriptionId);
  const [{ planKey, status }] = await Promise.all([
    writeState(inTenant(ctx, organizationId), { row, known, mirror }),
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

/** Whether an invoice is here, and no older one that may still be paid, or, a draft, be deleted. */
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

type Found = { row: SubscriptionRow; known: KnownState; mirror: Mirror };

async function writeState(ctx: TenantContext, { row, known, mirror }: Found): Promise<OrganizationState> {
  const rows = nextRows(row, mirror, ctx.now);
  const before = billingState({ ...known, subscription: row }, known.trial, ctx.now);
  const after = billingState(rows, known.trial, ctx.now);
  await Promise.all([
    writeMirror(ctx, { row, known }, rows),
    writeInvoices(ctx, known.invoices, mirror.invoices),
    recordMovements(ctx, {
      before: row,
      after: rows.subscription,
      subscription: mirror.subscription,
      booked: known.movements,
    }),
  ]);
  await Promise.all([
    publishNews(ctx, syncNews(catalog, before, after, { before: known.invoices, after: mirror.invoices }, ctx.now)),
    cancelDuplicates(ctx, mirror.duplicates),
  ]);
  return after;
}

function cancelDuplicates(ctx: TenantContext, duplicates: readonly string[]): Promise<void> {
  const { organizationId } = ctx;
  const jobs = duplicates.map((subscriptionId) => ({ input: { organizationId, subscriptionId }, key: subscriptionId }));
  return sendJobs(ctx, "cancel-duplicate", jobs);
}

/**
 * Those that were known, and those that had come by then but were still being stored: they found the job that started this
 * sync still queued, and have none of their own. Stripe was read after they came, so this sync includes them.
 */
async function markHandled({ tx, now }: Context, customerId: string, known: readonly string[]): Promise<void> {
  const included = or(lte(stripeEvents.receivedAt, now), inArray(stripeEvents.id, [...known]));
  await tx
    .update(stripeEvents)
    .set({ handledAt: now })
    .where(and(eq(stripeEvents.customerId, customerId), isNull(stripeEvents.handledAt), included));
}
