import type { Catalog } from "@/lib/catalog";
import type { InvoiceMirror } from "../mirror/invoice-mirror";
import type { BillingState } from "./billing-state";
import { type Change, changesBetween } from "./changes";
import { type KnownInvoices, type PaymentNews, paymentNews } from "./payment-news";
import { type SubscriptionNews, subscriptionNews } from "./subscription-news";

/** What a sync changed: for the audit log, the billing contacts and the platform, all from one comparison. */
export type SyncNews = {
  before: BillingState;
  after: BillingState;
  changes: readonly Change[];
  subscription: readonly SubscriptionNews[];
  payments: readonly PaymentNews[];
};

/** What all writers of a sync's news share. */
export type Publication = {
  organization: string;
  /** Unique to this sync, so that the same change at another time is news again. Rolled back with the transaction. */
  id: string;
};

export function syncNews(
  catalog: Catalog,
  before: BillingState,
  after: BillingState,
  invoices: { before: KnownInvoices; after: readonly InvoiceMirror[] },
  now: Date,
): SyncNews {
  return {
    before,
    after,
    changes: changesBetween(before, after),
    subscription: subscriptionNews(catalog, before, after, now),
    payments: paymentNews(invoices.before, invoices.after, now, after.pendingChange?.invoiceUrl ?? null),
  };
}

export const isEmpty = ({ changes, subscription, payments }: SyncNews): boolean =>
  changes.length === 0 && subscription.length === 0 && payments.length === 0;
