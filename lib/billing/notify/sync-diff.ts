import type { Catalog } from "@/lib/catalog";
import type { InvoiceMirror } from "../mirror/invoice-mirror";
import type { ItemMirror } from "../mirror/items";
import type { OtherSubscription } from "../mirror/other-subscriptions";
import type { Receipt } from "../mirror/receipt";
import { arrangements, newSubscriptions } from "./arrangements";
import type { BillingState } from "./billing-state";
import { type Change, changesBetween } from "./changes";
import { type KnownMoney, type Money, type MoneyNotice, moneyChange, moneyNotices } from "./money-notices";
import { type KnownInvoices, type PaymentNotice, paymentNotices } from "./payment-notices";
import { type SubscriptionNotice, subscriptionNotices } from "./subscription-notices";

/** What a sync changed: for the audit log, the billing contacts and the platform, all from one comparison. */
export type SyncDiff = {
  before: BillingState;
  after: BillingState;
  changes: readonly Change[];
  /** What a person arranged in Stripe and what was given back or disputed, for the audit log too. */
  noted: readonly Change[];
  subscription: readonly SubscriptionNotice[];
  payments: readonly PaymentNotice[];
  money: readonly MoneyNotice[];
  /** Second subscriptions to a plan of the catalog that weren't known before. */
  secondSubscriptions: readonly OtherSubscription[];
};

/** What everything that reports a sync's changes shares. */
export type Publication = {
  organization: string;
  /** Unique to this sync, so that the same change at another time is reported again. Rolled back with the transaction. */
  id: string;
  /** The invoices of the customer, to name those that were refunded. */
  invoices: readonly InvoiceMirror[];
  /** What was paid for, and with which card; undefined for an invoice that wasn't read. */
  receiptOf: (invoiceId: string) => Receipt | undefined;
};

/** The rows besides the subscription's own, before and after a sync. */
export type ListsBefore = KnownMoney & {
  items: readonly ItemMirror[];
  otherSubscriptions: readonly OtherSubscription[];
  invoices: KnownInvoices;
};
export type ListsAfter = Money & {
  items: readonly ItemMirror[];
  otherSubscriptions: readonly OtherSubscription[];
  invoices: readonly InvoiceMirror[];
  /** Second subscriptions that are being canceled, because our own checkout made them. */
  duplicates: readonly string[];
};

export function syncDiff(
  catalog: Catalog,
  before: BillingState,
  after: BillingState,
  lists: { before: ListsBefore; after: ListsAfter },
  now: Date,
): SyncDiff {
  const money = moneyNotices(lists.before, lists.after, now);
  const kept = lists.after.otherSubscriptions.filter(
    ({ stripeSubscriptionId }) => !lists.after.duplicates.includes(stripeSubscriptionId),
  );
  const arranged = arrangements(
    { ...before, ...lists.before },
    { ...after, items: lists.after.items, otherSubscriptions: kept },
    now,
  );
  return {
    before,
    after,
    changes: changesBetween(before, after),
    noted: [...arranged, ...money.map(moneyChange)],
    subscription: subscriptionNotices(catalog, before, after, now),
    payments: paymentNotices(lists.before.invoices, lists.after.invoices, now, after.pendingChange?.invoiceUrl ?? null),
    money,
    secondSubscriptions: newSubscriptions(lists.before.otherSubscriptions, kept).filter(
      ({ kind }) => kind === "second_plan",
    ),
  };
}

export const isEmpty = ({ changes, noted, subscription, payments }: SyncDiff): boolean =>
  changes.length === 0 && noted.length === 0 && subscription.length === 0 && payments.length === 0;
