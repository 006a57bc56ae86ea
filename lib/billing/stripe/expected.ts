import type Stripe from "stripe";
import type { Catalog } from "@/lib/catalog";
import { mirrorOf } from "../mirror/mirror";
import { planOfItems } from "../mirror/plan-of-items";
import { type MirrorRows, nextRows, type SubscriptionRow } from "../mirror/subscription-row";

/** A customer as a list of Stripe tells it: with its live subscriptions, without invoices, coupons and schedules. */
export type ListedCustomer = { customer: Stripe.Customer; subscriptions: readonly Stripe.Subscription[] };

export type Expected = MirrorRows & { duplicates: readonly string[] };

/**
 * What a sync would make of the organization's row, as far as a list tells. Where the list does not tell enough (a coupon,
 * a failed invoice, a subscription that ended) it may differ from what a sync writes, and then only a full reading decides.
 */
export function expectedOf(catalog: Catalog, row: SubscriptionRow, listed: ListedCustomer, now: Date): Expected {
  const mirror = mirrorOf(
    catalog,
    { ...listed, invoices: [], coupons: new Map(), schedules: new Map(), failedIntents: new Map() },
    now,
    row.stripeSubscriptionId,
  );
  return { ...nextRows(row, mirror, now), duplicates: mirror.duplicates };
}

/** Whether a subscription holds a plan of the catalogue; others on the same Stripe account are none of our business. */
export const isOfCatalog = (catalog: Catalog, { items }: Stripe.Subscription): boolean =>
  planOfItems(catalog, items.data, ({ price }) => price.lookup_key ?? price.metadata.lookup_key ?? null) !== undefined;
