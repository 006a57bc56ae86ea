import "server-only";
import { and, desc, eq, ne, sql } from "drizzle-orm";
import { invoices, type subscriptionItems, verifications } from "@/db/schema";
import { addOnName, catalog, planName } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { grantsOf } from "@/lib/entitlements";
import { oncePerRequest } from "@/lib/once-per-request";
import type { SubscriptionRow } from "../mirror/subscription-row";
import { type InvoiceCursor, readCursor, writeCursor } from "./invoice-cursor";
import type { BillingSummary } from "./summary";

/** The organization's subscription as of the last sync from Stripe. */
export const billingSummary = oncePerRequest(async (ctx): Promise<BillingSummary> => {
  const { subscription, items } = await grantsOf(ctx);
  return {
    status: subscription.status,
    plan: planOf(subscription.planKey),
    price: priceOf(subscription),
    addOns: addOnsOf(items),
    trialEndsAt: subscription.trialEndsAt,
    verifyBy: subscription.verifyBy,
    currentPeriodStart: subscription.currentPeriodStart,
    currentPeriodEnd: subscription.currentPeriodEnd,
    cancelAt: subscription.cancelAt,
    ...upcomingChanges(subscription),
    discount: discountOf(subscription),
    mayBeRetained:
      catalog.retention !== undefined && subscription.retainedAt === null && subscription.interval === "month",
    billingEmail: subscription.billingEmail,
    endedAt: subscription.endedAt,
    pastDueSince: subscription.pastDueSince,
    failedPayments: subscription.failedPayments,
    suspendedAt: subscription.suspendedAt,
    card: cardOf(subscription),
    hasPortal: subscription.stripeCustomerId !== null && subscription.stripeSubscriptionId !== null,
    syncedAt: subscription.syncedAt,
    verifiedAt: await verifiedAt(ctx, subscription),
  };
});

/** When the row last matched Stripe: verified by the reconciliation, or written by a sync. */
async function verifiedAt({ tx, organizationId }: TenantContext, { syncedAt }: SubscriptionRow): Promise<Date | null> {
  const [row] = await tx
    .select({ at: verifications.verifiedAt })
    .from(verifications)
    .where(eq(verifications.organizationId, organizationId));
  return row && (syncedAt === null || row.at > syncedAt) ? row.at : syncedAt;
}

const planOf = (key: string) => ({ key, name: planName(catalog, key) });
const addOnOf = (key: string) => ({ key, name: addOnName(catalog, key) });

function upcomingChanges(row: SubscriptionRow): Pick<BillingSummary, "scheduled" | "pending"> {
  const { scheduledAt, scheduledPlanKey, scheduledInterval, scheduledItems, pendingPlanKey, pendingUntil } = row;
  const addOns = (scheduledItems ?? []).filter(({ kind }) => kind === "add_on");
  return {
    scheduled:
      scheduledAt && scheduledPlanKey && scheduledInterval
        ? {
            at: scheduledAt,
            plan: planOf(scheduledPlanKey),
            interval: scheduledInterval,
            addOns: addOns.map(({ itemKey, quantity }) => ({ ...addOnOf(itemKey), quantity })),
          }
        : null,
    pending: pendingPlanKey && pendingUntil ? { plan: planOf(pendingPlanKey), until: pendingUntil } : null,
  };
}

function discountOf(row: SubscriptionRow): BillingSummary["discount"] {
  const { discountName, discountCode, discountPercentOff, discountAmountOff, discountEndsAt } = row;
  if (discountName === null) return null;
  return {
    name: discountName,
    code: discountCode,
    percentOff: discountPercentOff,
    amountOff: discountAmountOff,
    endsAt: discountEndsAt,
  };
}

function priceOf({ unitAmount, currency, interval }: SubscriptionRow): BillingSummary["price"] {
  return unitAmount === null || currency === null || interval === null
    ? null
    : { amount: unitAmount, currency, interval };
}

function cardOf({ cardBrand, cardLast4, cardExpires }: SubscriptionRow): BillingSummary["card"] {
  return cardBrand && cardLast4 && cardExpires ? { brand: cardBrand, last4: cardLast4, expires: cardExpires } : null;
}

const addOnsOf = (items: readonly (typeof subscriptionItems.$inferSelect)[]): BillingSummary["addOns"] =>
  items
    .filter(({ kind }) => kind === "add_on")
    .map(({ itemKey, quantity, unitAmount, currency }) => ({ ...addOnOf(itemKey), quantity, unitAmount, currency }));

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
