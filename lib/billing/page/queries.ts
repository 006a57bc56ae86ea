import "server-only";
import { and, desc, eq, ne, sql } from "drizzle-orm";
import { invoices, subscriptionItems, subscriptions, verifications } from "@/db/schema";
import { addOnName, catalog, planName } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import type { SubscriptionRow } from "../mirror/subscription-row";
import { type InvoiceCursor, readCursor, writeCursor } from "./invoice-cursor";
import type { BillingSummary } from "./summary";

/** The organization's subscription as last read from Stripe. */
export async function billingSummary(ctx: TenantContext): Promise<BillingSummary> {
  const { tx, organizationId } = ctx;
  const [row] = await tx.select().from(subscriptions).where(eq(subscriptions.organizationId, organizationId));
  const subscription = found(row, "organization");
  return {
    status: subscription.status,
    plan: planOf(subscription.planKey),
    price: priceOf(subscription),
    addOns: await addOnsOf(ctx),
    trialEndsAt: subscription.trialEndsAt,
    verifyBy: subscription.verifyBy,
    currentPeriodStart: subscription.currentPeriodStart,
    currentPeriodEnd: subscription.currentPeriodEnd,
    cancelAt: subscription.cancelAt,
    ...waitingOf(subscription),
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
}

/** When it was last found, or made, to be as Stripe has it: by the reconciliation or by a sync. */
async function verifiedAt({ tx, organizationId }: TenantContext, { syncedAt }: SubscriptionRow): Promise<Date | null> {
  const [row] = await tx
    .select({ at: verifications.verifiedAt })
    .from(verifications)
    .where(eq(verifications.organizationId, organizationId));
  return row && (syncedAt === null || row.at > syncedAt) ? row.at : syncedAt;
}

/** A plan taken out of the catalogue is still somebody's. */
const planOf = (key: string) => ({ key, name: planName(catalog, key) });
const addOnOf = (key: string) => ({ key, name: addOnName(catalog, key) });

function waitingOf(row: SubscriptionRow): Pick<BillingSummary, "scheduled" | "pending"> {
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

async function addOnsOf({ tx, organizationId }: TenantContext): Promise<BillingSummary["addOns"]> {
  const items = await tx
    .select()
    .from(subscriptionItems)
    .where(and(eq(subscriptionItems.organizationId, organizationId), eq(subscriptionItems.kind, "add_on")));
  return items.map(({ itemKey, quantity, unitAmount, currency }) => ({
    ...addOnOf(itemKey),
    quantity,
    unitAmount,
    currency,
  }));
}

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
 * Invoices, newest first, without drafts: those are not the customer's yet.
 *
 * @param cursor of the page before, for the one after it.
 * @throws GatehouseError `invalid_input` for a cursor that is none of ours.
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
