import "server-only";
import { and, asc, desc, eq, ne, sql } from "drizzle-orm";
import {
  discounts,
  invoices,
  organizations,
  pendingChanges,
  retentionOffers,
  scheduledChanges,
  type subscriptionItems,
  verifications,
} from "@/db/schema";
import { addOnName, catalog, planName, priceByLookupKey } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { grantsOf } from "@/lib/entitlements";
import { found } from "@/lib/errors";
import { oncePerRequest } from "@/lib/once-per-request";
import type { SubscriptionRow } from "../mirror/subscription-row";
import { type InvoiceCursor, readCursor, writeCursor } from "./invoice-cursor";
import { nextCharge } from "./next-charge";
import type { BillingSummary } from "./summary";

/** The organization's subscription as of the last sync from Stripe. */
export const billingSummary = oncePerRequest(async (ctx: TenantContext): Promise<BillingSummary> => {
  const { subscription, items } = await grantsOf(ctx);
  const { mirror, trial } = subscription;
  const [{ retainedAt, verifiedAt, ...upcoming }, given] = await Promise.all([readUpcoming(ctx), readDiscounts(ctx)]);
  return {
    status: subscription.status,
    plan: planOf(subscription.planKey),
    price: priceOf(mirror),
    addOns: addOnsOf(items),
    trialEndsAt: subscription.stripeTrialEndsAt ?? trial.endsAt,
    trialRefused: trial.refusedDomain !== null,
    chosenInterval: trial.chosenInterval,
    verifyBy: trial.verifyBy,
    currentPeriodStart: mirror.currentPeriodStart,
    currentPeriodEnd: mirror.currentPeriodEnd,
    cancelAt: mirror.cancelAt,
    nextCharge: chargeOf(subscription.status, mirror, items, upcoming.scheduled, given, ctx.now),
    ...upcomingChanges(upcoming),
    discount: discountOf(given, ctx.now),
    mayBeRetained: catalog.retention !== undefined && retainedAt === null && mirror.interval === "month",
    billingEmail: mirror.billingEmail,
    endedAt: mirror.endedAt,
    pastDueSince: mirror.pastDueSince,
    failedPayments: mirror.failedPayments,
    suspendedAt: subscription.suspendedAt,
    card: cardOf(mirror),
    hasPortal: mirror.stripeCustomerId !== null && mirror.stripeSubscriptionId !== null,
    syncedAt: verifiedAt,
    verifiedAt,
  };
});

type Upcoming = Awaited<ReturnType<typeof readUpcoming>>;

/**
 * What the mirror's row doesn't have: scheduled and pending changes, an accepted offer, and when it was last synced.
 */
async function readUpcoming({ tx, organizationId }: TenantContext) {
  const [row] = await tx
    .select({
      scheduled: scheduledChanges,
      pending: pendingChanges,
      retainedAt: retentionOffers.acceptedAt,
      verifiedAt: verifications.verifiedAt,
    })
    .from(organizations)
    .leftJoin(scheduledChanges, eq(scheduledChanges.organizationId, organizations.id))
    .leftJoin(pendingChanges, eq(pendingChanges.organizationId, organizations.id))
    .leftJoin(retentionOffers, eq(retentionOffers.organizationId, organizations.id))
    .leftJoin(verifications, eq(verifications.organizationId, organizations.id))
    .where(eq(organizations.id, organizationId));
  return found(row, "organization");
}

function readDiscounts({ tx, organizationId }: TenantContext) {
  return tx
    .select()
    .from(discounts)
    .where(eq(discounts.organizationId, organizationId))
    .orderBy(asc(discounts.position));
}

/** A coming phase may have no plan of the catalog. */
const planOf = (key: string | null) =>
  key === null ? { key: "custom", name: "Custom plan" } : { key, name: planName(catalog, key) };
const addOnOf = (key: string) => ({ key, name: addOnName(catalog, key) });

function upcomingChanges({
  scheduled,
  pending,
}: Pick<Upcoming, "scheduled" | "pending">): Pick<BillingSummary, "scheduled" | "pending"> {
  const addOns = (scheduled?.items ?? []).flatMap(({ kind, itemKey, quantity }) =>
    kind === "add_on" && itemKey !== null ? [{ itemKey, quantity }] : [],
  );
  return {
    scheduled: scheduled && {
      at: scheduled.effectiveAt,
      plan: planOf(scheduled.planKey),
      interval: scheduled.interval,
      addOns: addOns.map(({ itemKey, quantity }) => ({ ...addOnOf(itemKey), quantity })),
    },
    pending: pending?.planKey ? { plan: planOf(pending.planKey), until: pending.expiresAt } : null,
  };
}

/** Null while nothing renews: before a purchase, when it is canceled, paused or ended, and without a price of ours. */
function chargeOf(
  status: BillingSummary["status"],
  row: SubscriptionRow,
  items: readonly (typeof subscriptionItems.$inferSelect)[],
  scheduled: Upcoming["scheduled"],
  given: readonly (typeof discounts.$inferSelect)[],
  now: Date,
): BillingSummary["nextCharge"] {
  const { currency, interval, currentPeriodEnd: at, cancelAt } = row;
  const renews = (status === "active" || status === "past_due") && at !== null && (cancelAt === null || cancelAt > at);
  if (!renews || currency === null) return null;
  const change = scheduled !== null && scheduled.effectiveAt <= at ? scheduled : null;
  const billed = change?.interval ?? interval;
  if (billed !== "month" && billed !== "year") return null;
  return nextCharge({
    currency,
    interval: billed,
    anchorAt: row.anchorAt ?? at,
    at,
    lines: (change?.items ?? items).map((item) => item.recurringAmount ?? priceOfKey(item)),
    discounts: runningDiscounts(given, now),
    // The mirror doesn't hold the customer's balance yet.
    credit: 0,
    plusUsage: items.some(({ kind }) => kind === "overage"),
  });
}

/** For what was scheduled before amounts were mirrored. */
const priceOfKey = ({ lookupKey, quantity }: { lookupKey: string | null; quantity: number }): number =>
  quantity * ((lookupKey === null ? undefined : priceByLookupKey(catalog, lookupKey))?.price.unitAmount ?? 0);

/** The discounts that lower the next invoice: the subscription's or, without one, the customer's. */
function runningDiscounts(given: readonly (typeof discounts.$inferSelect)[], now: Date) {
  const running = given.filter(({ endsAt }) => endsAt === null || endsAt > now);
  const own = running.filter(({ scope }) => scope === "subscription");
  return own.length > 0 ? own : running.filter(({ scope }) => scope === "customer");
}

/** The discount shown for the whole subscription: its last one or, without one, the customer's. */
function discountOf(given: readonly (typeof discounts.$inferSelect)[], now: Date): BillingSummary["discount"] {
  const running = given.filter(({ endsAt }) => endsAt === null || endsAt > now);
  const shown =
    running.findLast(({ scope }) => scope === "subscription") ?? running.findLast(({ scope }) => scope === "customer");
  if (!shown) return null;
  const { name, code, percentOff, amountOff, endsAt } = shown;
  return { name, code, percentOff, amountOff, endsAt };
}

function priceOf({ unitAmount, currency, interval, intervalCount }: SubscriptionRow): BillingSummary["price"] {
  return unitAmount === null || currency === null || interval === null
    ? null
    : { amount: unitAmount, currency, interval, intervalCount: intervalCount ?? 1 };
}

function cardOf({ cardBrand, cardLast4, cardExpires }: SubscriptionRow): BillingSummary["card"] {
  return cardBrand && cardLast4 && cardExpires ? { brand: cardBrand, last4: cardLast4, expires: cardExpires } : null;
}

const addOnsOf = (items: readonly (typeof subscriptionItems.$inferSelect)[]): BillingSummary["addOns"] =>
  items.flatMap(({ kind, itemKey, quantity, unitAmount, currency }) =>
    kind === "add_on" && itemKey !== null ? [{ ...addOnOf(itemKey), quantity, unitAmount, currency }] : [],
  );

export type InvoiceLine = {
  id: string;
  number: string | null;
  date: Date;
  status: "open" | "paid" | "uncollectible" | "void";
  total: number;
  amountDue: number;
  amountPaid: number;
  currency: string;
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
    currency: row.currency,
    hostedUrl: row.hostedInvoiceUrl,
    pdfUrl: row.invoicePdfUrl,
  };
}
