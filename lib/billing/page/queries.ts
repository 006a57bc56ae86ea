import "server-only";
import { and, asc, desc, eq, ne, sql } from "drizzle-orm";
import {
  discounts,
  invoices,
  organizations,
  pendingChanges,
  retentionOffers,
  type ScheduledDiscount,
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
import { type ChargeDiscount, type ChargeLine, nextCharge, renewalFrom } from "./next-charge";
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
    nextCharge: chargeOf({ row: mirror, items, discounts: given }, upcoming.scheduled, ctx.now),
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

type Mirrored = {
  row: SubscriptionRow;
  items: readonly (typeof subscriptionItems.$inferSelect)[];
  discounts: readonly (typeof discounts.$inferSelect)[];
};

/** Null while nothing renews: before a purchase, when it is canceled, paused or ended, and without a price of ours. */
function chargeOf(
  { row, items, discounts: given }: Mirrored,
  scheduled: Upcoming["scheduled"],
  now: Date,
): BillingSummary["nextCharge"] {
  const { currency, cancelAt } = row;
  const at = renewalOf(row, items, now);
  if (at === null || !renews(row, at) || (cancelAt !== null && cancelAt <= at) || currency === null) return null;
  const change = scheduled !== null && scheduled.effectiveAt <= at ? scheduled : null;
  const main = (change?.items ?? []).find(({ kind }) => kind === "plan") ?? change?.items[0];
  const interval = change?.interval ?? row.interval;
  if (interval !== "month" && interval !== "year") return null;
  const running = given.filter(({ endsAt }) => endsAt === null || endsAt > now);
  const intervalCount = (change ? main?.intervalCount : row.intervalCount) ?? 1;
  return nextCharge({
    currency,
    interval,
    intervalCount,
    anchorAt: row.anchorAt ?? at,
    at,
    lines: (change ? change.items.map((item) => ofCurrent(item, items)) : items).map((item) =>
      chargeLine(item, { isPlanDue: at === row.currentPeriodEnd, interval, intervalCount }, running),
    ),
    discounts: change?.phases[0]?.discounts
      ? phaseDiscounts(change.phases[0].discounts, running)
      : commonDiscounts(running),
    pending: { fixed: row.pendingAmount, discountable: row.pendingDiscountable },
    balance: row.customerBalance,
    plusUsage: items.some(({ kind }) => kind === "overage"),
  });
}

/** A trial at Stripe ends with a charge, and so does a pause that is over by the renewal. */
function renews({ status, stripeSubscriptionId, resumesAt }: SubscriptionRow, at: Date): boolean {
  if (status === "paused") return resumesAt !== null && resumesAt <= at;
  return status === "active" || status === "past_due" || (status === "trialing" && stripeSubscriptionId !== null);
}

/** The next renewal: the plan's or, with an item that is charged more often, that item's. */
function renewalOf(
  { currentPeriodEnd, anchorAt, interval, intervalCount }: SubscriptionRow,
  items: readonly Charged[],
  now: Date,
) {
  if (currentPeriodEnd === null || anchorAt === null || interval === null) return currentPeriodEnd;
  const plan = monthsOf({ interval, intervalCount });
  const each = items.filter(({ metered }) => !metered).flatMap((item) => monthsOf(item) ?? []);
  const shortest = Math.min(...each);
  if (plan === null || each.length === 0 || shortest >= plan) return currentPeriodEnd;
  const next = renewalFrom(anchorAt, shortest, now);
  return next < currentPeriodEnd ? next : currentPeriodEnd;
}

type Charged = {
  lookupKey: string | null;
  quantity: number;
  recurringAmount: number | null;
  interval: NonNullable<SubscriptionRow["interval"]>;
  intervalCount: number;
  metered: boolean;
  stripeItemId?: string;
  stripeProductId?: string | null;
};

/** What is charged in months; null for weeks and days. */
function monthsOf({ interval, intervalCount }: { interval: Charged["interval"]; intervalCount: number | null }) {
  if (interval === "day" || interval === "week") return null;
  return (interval === "year" ? 12 : 1) * (intervalCount ?? 1);
}

/** An item of a coming phase goes on being the current one with its price, and keeps its product and discounts. */
const ofCurrent = (item: NonNullable<Upcoming["scheduled"]>["items"][number], items: Mirrored["items"]): Charged => {
  const current = items.find(({ stripePriceId }) => stripePriceId === item.stripePriceId);
  const sold = item.kind === "plan" || item.kind === "add_on" ? `${catalog.product}_${item.itemKey}` : null;
  return {
    ...item,
    stripeProductId: current?.stripeProductId ?? sold,
    ...(current ? { stripeItemId: current.stripeItemId } : {}),
  };
};

type Renewal = { isPlanDue: boolean; interval: Charged["interval"]; intervalCount: number };

function chargeLine(item: Charged, { isPlanDue, ...plan }: Renewal, given: Mirrored["discounts"]): ChargeLine {
  const months = monthsOf(item);
  const isRenewed = isPlanDue && months === monthsOf(plan);
  return {
    amount: item.recurringAmount ?? priceOfKey(item),
    months: isRenewed ? null : months,
    product: item.stripeProductId ?? null,
    discounts: given
      .filter(({ scope, stripeItemId }) => scope === "item" && stripeItemId === item.stripeItemId)
      .map(chargeDiscount),
  };
}

/** For what was scheduled before amounts were mirrored. */
const priceOfKey = ({ lookupKey, quantity }: { lookupKey: string | null; quantity: number }): number =>
  quantity * ((lookupKey === null ? undefined : priceByLookupKey(catalog, lookupKey))?.price.unitAmount ?? 0);

/** The discounts that lower the whole next invoice: the subscription's or, without one, the customer's. */
function commonDiscounts(running: Mirrored["discounts"]): ChargeDiscount[] {
  const own = running.filter(({ scope }) => scope === "subscription");
  return (own.length > 0 ? own : running.filter(({ scope }) => scope === "customer")).map(chargeDiscount);
}

/** Those of a coming phase, which replace the subscription's. One that goes on ends when it would have. */
function phaseDiscounts(coming: readonly ScheduledDiscount[], running: Mirrored["discounts"]): ChargeDiscount[] {
  if (coming.length === 0) return running.filter(({ scope }) => scope === "customer").map(chargeDiscount);
  return coming.map(({ stripeDiscountId, stripeCouponId, ...terms }) => {
    const current = running.find(
      (each) =>
        each.scope === "subscription" &&
        (each.stripeDiscountId === stripeDiscountId ||
          (stripeCouponId !== null && each.stripeCouponId === stripeCouponId)),
    );
    return current ? chargeDiscount(current) : { ...terms, endsAt: null };
  });
}

const chargeDiscount = ({ percentOff, amountOff, endsAt, duration, products }: Mirrored["discounts"][number]) => ({
  percentOff,
  amountOff,
  endsAt,
  once: duration === "once",
  products,
});

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
