import "server-only";
import { eq } from "drizzle-orm";
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
  trials,
} from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { found } from "@/lib/errors";
import type { Mirror } from "../mirror/mirror";
import { type Booked, bookedMovements } from "./record-movements";

export type KnownInvoice = typeof invoices.$inferSelect;

/** What the database had on an organization before a sync; the rows of lists by their Stripe ids. */
export type KnownState = {
  trial: typeof trials.$inferSelect;
  items: ReadonlyMap<string, typeof subscriptionItems.$inferSelect>;
  discounts: ReadonlyMap<string, typeof discounts.$inferSelect>;
  otherSubscriptions: ReadonlyMap<string, typeof otherSubscriptions.$inferSelect>;
  scheduledChange: typeof scheduledChanges.$inferSelect | null;
  pendingChange: typeof pendingChanges.$inferSelect | null;
  retentionOffer: typeof retentionOffers.$inferSelect | null;
  invoices: ReadonlyMap<string, KnownInvoice>;
  movements: Booked;
};

/** What the database had on payments that were given back, credited or disputed, by their Stripe ids. */
export type KnownPayments = {
  refunds: ReadonlyMap<string, typeof refunds.$inferSelect>;
  creditNotes: ReadonlyMap<string, typeof creditNotes.$inferSelect>;
  disputes: ReadonlyMap<string, typeof disputes.$inferSelect>;
};

/** Call this while the organization's row is locked. The queries are pipelined into one round trip. */
export async function readKnown(ctx: TenantContext): Promise<KnownState> {
  const { tx, organizationId } = ctx;
  const [[trial], items, ofDiscounts, others, [scheduled], [pending], [retention], ofInvoices, movements] =
    await Promise.all([
      tx.select().from(trials).where(eq(trials.organizationId, organizationId)),
      tx.select().from(subscriptionItems).where(eq(subscriptionItems.organizationId, organizationId)),
      tx.select().from(discounts).where(eq(discounts.organizationId, organizationId)),
      tx.select().from(otherSubscriptions).where(eq(otherSubscriptions.organizationId, organizationId)),
      tx.select().from(scheduledChanges).where(eq(scheduledChanges.organizationId, organizationId)),
      tx.select().from(pendingChanges).where(eq(pendingChanges.organizationId, organizationId)),
      tx.select().from(retentionOffers).where(eq(retentionOffers.organizationId, organizationId)),
      tx.select().from(invoices).where(eq(invoices.organizationId, organizationId)),
      bookedMovements(ctx),
    ]);
  return {
    trial: found(trial, "organization"),
    items: byId(items, ({ stripeItemId }) => stripeItemId),
    discounts: byId(ofDiscounts, ({ stripeDiscountId }) => stripeDiscountId),
    otherSubscriptions: byId(others, ({ stripeSubscriptionId }) => stripeSubscriptionId),
    scheduledChange: scheduled ?? null,
    pendingChange: pending ?? null,
    retentionOffer: retention ?? null,
    invoices: byId(ofInvoices, ({ stripeInvoiceId }) => stripeInvoiceId),
    movements,
  };
}

/** Rows of these are never removed, so they are only read when Stripe has any: for most customers not at all. */
export async function readKnownPayments(
  { tx, organizationId }: TenantContext,
  mirror: Pick<Mirror, "refunds" | "creditNotes" | "disputes">,
): Promise<KnownPayments> {
  const [ofRefunds, ofCreditNotes, ofDisputes] = await Promise.all([
    mirror.refunds.length === 0 ? [] : tx.select().from(refunds).where(eq(refunds.organizationId, organizationId)),
    mirror.creditNotes.length === 0
      ? []
      : tx.select().from(creditNotes).where(eq(creditNotes.organizationId, organizationId)),
    mirror.disputes.length === 0 ? [] : tx.select().from(disputes).where(eq(disputes.organizationId, organizationId)),
  ]);
  return {
    refunds: byId(ofRefunds, ({ stripeRefundId }) => stripeRefundId),
    creditNotes: byId(ofCreditNotes, ({ stripeCreditNoteId }) => stripeCreditNoteId),
    disputes: byId(ofDisputes, ({ stripeDisputeId }) => stripeDisputeId),
  };
}

const byId = <Row>(rows: readonly Row[], idOf: (row: Row) => string): ReadonlyMap<string, Row> =>
  new Map(rows.map((row) => [idOf(row), row]));
