import type { pendingChanges, scheduledChanges, subscriptionItems, subscriptions } from "@/db/schema";

/** The columns of a subscription that are compared: those that decide what a customer pays and gets. */
export type SubscriptionFacts = Pick<
  typeof subscriptions.$inferSelect,
  | "status"
  | "planKey"
  | "lookupKey"
  | "interval"
  | "currency"
  | "unitAmount"
  | "mrr"
  | "stripeSubscriptionId"
  | "currentPeriodStart"
  | "currentPeriodEnd"
  | "cancelAt"
  | "failedPayments"
  | "stripeScheduleId"
> & { scheduledAt: Date | null; scheduledLookupKey: string | null; pendingPlanKey: string | null };

export type ItemFacts = Pick<typeof subscriptionItems.$inferSelect, "kind" | "itemKey" | "stripePriceId" | "quantity">;

export type InvoiceFacts = {
  stripeInvoiceId: string;
  status: string;
  total: number;
  amountPaid: number;
  amountRemaining: number;
};

/** One side of the comparison: the database, or Stripe in the database's terms. */
export type Facts = {
  subscription: SubscriptionFacts;
  items: readonly ItemFacts[];
  /** Without drafts. Empty on both sides when invoices are compared separately. */
  invoices: readonly InvoiceFacts[];
  /** Live subscriptions in addition to the one that counts. */
  duplicates: readonly string[];
};

/** What is stored of a subscription: its row, and its scheduled and pending changes. */
export type Stored = {
  subscription: typeof subscriptions.$inferSelect;
  scheduledChange: Pick<typeof scheduledChanges.$inferSelect, "effectiveAt" | "lookupKey"> | null;
  pendingChange: Pick<typeof pendingChanges.$inferSelect, "planKey"> | null;
};

/** Picks the compared columns. */
export const subscriptionFacts = ({
  subscription: row,
  scheduledChange,
  pendingChange,
}: Stored): SubscriptionFacts => ({
  status: row.status,
  planKey: row.planKey,
  lookupKey: row.lookupKey,
  interval: row.interval,
  currency: row.currency,
  unitAmount: row.unitAmount,
  mrr: row.mrr,
  stripeSubscriptionId: row.stripeSubscriptionId,
  currentPeriodStart: row.currentPeriodStart,
  currentPeriodEnd: row.currentPeriodEnd,
  cancelAt: row.cancelAt,
  failedPayments: row.failedPayments,
  stripeScheduleId: row.stripeScheduleId,
  scheduledAt: scheduledChange?.effectiveAt ?? null,
  scheduledLookupKey: scheduledChange?.lookupKey ?? null,
  pendingPlanKey: pendingChange?.planKey ?? null,
});
