import type Stripe from "stripe";
import { catalogEntry } from "@/lib/billing/mirror/catalog-entry";
import { mirrorOf } from "@/lib/billing/mirror/mirror";
import { nothingRead } from "@/lib/billing/mirror/stripe-state";
import { type MirrorRows, nextRows, type SubscriptionRow } from "@/lib/billing/mirror/subscription-row";
import type { Catalog } from "@/lib/catalog";

/** A customer as Stripe lists it: with its live subscriptions, without invoices, coupons and schedules. */
export type ListedCustomer = { customer: Stripe.Customer; subscriptions: readonly Stripe.Subscription[] };

export type Expected = MirrorRows & { duplicates: readonly string[] };

/**
 * What a sync would write, computed from a list entry. A list lacks some facts (coupons, failed invoices, ended
 * subscriptions), so a difference isn't proof: only a full read decides.
 */
export function expectedOf(catalog: Catalog, row: SubscriptionRow, listed: ListedCustomer, now: Date): Expected {
  const mirror = mirrorOf(catalog, { ...nothingRead, ...listed }, now, {
    counted: row.stripeSubscriptionId,
    discounts: new Map(),
  });
  return { ...nextRows(row, mirror, now), duplicates: mirror.duplicates };
}

/** Whether a subscription has a plan of the catalog. Others on the same Stripe account aren't ours. */
export const isOfCatalog = (catalog: Catalog, { items }: Stripe.Subscription): boolean =>
  items.data.some(({ price }) => catalogEntry(catalog, price)?.kind === "plan");
