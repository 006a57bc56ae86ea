import type { subscriptionItems, subscriptions } from "@/db/schema";

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
  | "scheduledAt"
  | "scheduledLookupKey"
  | "pendingPlanKey"
>;

export type ItemFacts = Pick<typeof subscriptionItems.$inferSelect, "kind" | "itemKey" | "quantity">;

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

/** Picks the compared columns from a row. */
export const subscriptionFacts = (row: SubscriptionFacts): SubscriptionFacts => ({
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
  scheduledAt: row.scheduledAt,
  scheduledLookupKey: row.scheduledLookupKey,
  pendingPlanKey: row.pendingPlanKey,
});
