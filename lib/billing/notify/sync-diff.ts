import type { Catalog } from "@/lib/catalog";
import type { InvoiceMirror } from "../mirror/invoice-mirror";
import type { BillingState } from "./billing-state";
import { type Change, changesBetween } from "./changes";
import { type KnownInvoices, type PaymentNotice, paymentNotices } from "./payment-notices";
import { type SubscriptionNotice, subscriptionNotices } from "./subscription-notices";

/** What a sync changed: for the audit log, the billing contacts and the platform, all from one comparison. */
export type SyncDiff = {
  before: BillingState;
  after: BillingState;
  changes: readonly Change[];
  subscription: readonly SubscriptionNotice[];
  payments: readonly PaymentNotice[];
};

/** What everything that reports a sync's changes shares. */
export type Publication = {
  organization: string;
  /** Unique to this sync, so that the same change at another time is reported again. Rolled back with the transaction. */
  id: string;
};

export function syncDiff(
  catalog: Catalog,
  before: BillingState,
  after: BillingState,
  invoices: { before: KnownInvoices; after: readonly InvoiceMirror[] },
  now: Date,
): SyncDiff {
  return {
    before,
    after,
    changes: changesBetween(before, after),
    subscription: subscriptionNotices(catalog, before, after, now),
    payments: paymentNotices(invoices.before, invoices.after, now, after.pendingChange?.invoiceUrl ?? null),
  };
}

export const isEmpty = ({ changes, subscription, payments }: SyncDiff): boolean =>
  changes.length === 0 && subscription.length === 0 && payments.length === 0;
