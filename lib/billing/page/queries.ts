import "server-only";
import { and, desc, eq, ne, sql } from "drizzle-orm";
import {
  invoices,
  pendingChanges,
  retentionOffers,
  scheduledChanges,
  subscriptionItems,
  subscriptions,
  suspensions,
  trials,
  verifications,
} from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import { organizationState } from "@/lib/trials";
import type { SubscriptionRow } from "../mirror/subscription-row";
import { type InvoiceCursor, readCursor, writeCursor } from "./invoice-cursor";
import type { BillingSummary } from "./summary";

/** The organization's subscription as last read from Stripe. */
export async function billingSummary(ctx: TenantContext): Promise<BillingSummary> {
  const { subscription, trial, suspendedAt, retainedAt, verifiedAt, ...ahead } = await readBilling(ctx);
  const { status, planKey } = organizationState(subscription, trial, ctx.now);
  return {
    status,
    plan: planOf(planKey),
    price: priceOf(subscription),
    addOns: await addOnsOf(ctx),
    trialEndsAt: trial.endsAt,
    verifyBy: trial.verifyBy,
    currentPeriodStart: subscription.currentPeriodStart,
    currentPeriodEnd: subscription.currentPeriodEnd,
    cancelAt: subscription.cancelAt,
    ...waitingOf(ahead),
    discount: discountOf(subscription),
    mayBeRetained: catalog.retention !== undefined && retainedAt === null && subscription.interval === "month",
    billingEmail: subscription.billingEmail,
    endedAt: subscription.endedAt,
    pastDueSince: subscription.pastDueSince,
    failedPayments: subscription.failedPayments,
    suspendedAt,
    card: cardOf(subscription),
    hasPortal: subscription.stripeCustomerId !== null && subscription.stripeSubscriptionId !== null,
    syncedAt: verifiedAt,
    verifiedAt,
  };
}

/** Everything that is stored of an organization's billing, but for items and invoices. */
async function readBilling({ tx, organizationId }: TenantContext) {
  const [row] = await tx
    .select({
      subscription: subscriptions,
      trial: trials,
      suspendedAt: suspensions.suspendedAt,
      scheduled: scheduledChanges,
      pending: pendingChanges,
      retainedAt: retentionOffers.acceptedAt,
      verifiedAt: verifications.verifiedAt,
    })
    .from(subscriptions)
    .innerJoin(trials, eq(trials.organizationId, subscriptions.organizationId))
    .leftJoin(suspensions, eq(suspensions.organizationId, subscriptions.organizationId))
    .leftJoin(scheduledChanges, eq(scheduledChanges.organizationId, subscriptions.organizationId))
    .leftJoin(pendingChanges, eq(pendingChanges.organizationId, subscriptions.organizationId))
    .leftJoin(retentionOffers, eq(retentionOffers.organizationId, subscriptions.organizationId))
    .leftJoin(verifications, eq(verifications.organizationId, subscriptions.organizationId))
    .where(eq(subscriptions.organizationId, organizationId));
  return found(row, "organization");
}

/** A plan taken out of the catalogue is still somebody's. */
const planOf = (key: string) => ({ key, name: catalog.plans.find((plan) => plan.key === key)?.name ?? key });
const addOnOf = (key: string) => ({ key, name: catalog.addOns.find((addOn) => addOn.key === key)?.name ?? key });

type Ahead = Pick<Awaited<ReturnType<typeof readBilling>>, "scheduled" | "pending">;

function waitingOf({ scheduled, pending }: Ahead): Pick<BillingSummary, "scheduled" | "pending"> {
  const addOns = (scheduled?.items ?? []).filter(({ kind }) => kind === "add_on");
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
