import type Stripe from "stripe";
import type { Catalog } from "@/lib/catalog";
import { lookupKeyOf } from "../mirror/lookup-key-of";
import { type CatalogItem, planOfItems } from "../mirror/plan-of-items";
import { runningSchedule, scheduledChange } from "../mirror/scheduled-change";
import type { CurrentItem, LineItem } from "./line-items";

type Item = { price: Stripe.Price; quantity?: number | undefined };

/** A live subscription in the catalog's terms. Periods are Unix seconds. */
export type CurrentSubscription = {
  items: CurrentItem[];
  /** Its items from the period's end on; null when no change is scheduled. */
  scheduled: { at: Date; items: LineItem[] } | null;
  /** The Stripe price id of each lookup key on the subscription. */
  priceIds: ReadonlyMap<string, string>;
  periodStart: number;
  periodEnd: number;
};

/** @throws Error for a subscription without a plan of the catalog. */
export function currentSubscription(catalog: Catalog, subscription: Stripe.Subscription): CurrentSubscription {
  const found = planOfItems(catalog, subscription.items.data, ({ price }) => lookupKeyOf(price));
  if (!found) throw new Error(`Subscription ${subscription.id} has no plan of the catalog.`);
  const entries = [found.plan, ...found.addOns, ...found.overages];
  return {
    items: entries.map((entry) => ({ ...lineItem(entry), stripeItemId: entry.item.id })),
    scheduled: scheduledOf(catalog, subscription),
    priceIds: new Map(entries.map(({ lookupKey, item }) => [lookupKey, item.price.id])),
    periodStart: found.plan.item.current_period_start,
    periodEnd: found.plan.item.current_period_end,
  };
}

function scheduledOf(catalog: Catalog, subscription: Stripe.Subscription): CurrentSubscription["scheduled"] {
  const { schedule } = subscription;
  if (!schedule || typeof schedule === "string") return null;
  const schedules = new Map([[schedule.id, schedule]]);
  const change = scheduledChange(catalog, runningSchedule(subscription, { schedules }));
  if (!change) return null;
  return { at: change.effectiveAt, items: change.items.map((item) => ({ ...item, interval: change.interval })) };
}

function lineItem(entry: CatalogItem<Item>): LineItem {
  const { kind, lookupKey, item } = entry;
  const interval = item.price.recurring?.interval === "year" ? "year" : "month";
  const base = { lookupKey, interval } as const;
  if (kind === "plan") return { ...base, kind, itemKey: entry.plan.key, quantity: 1 };
  if (kind === "overage") return { ...base, kind, itemKey: entry.meter, quantity: null };
  return { ...base, kind, itemKey: entry.addOn.key, quantity: item.quantity ?? 1 };
}

/** The second prorations are computed from: now by our clock, kept inside the period Stripe reports. */
export function prorationDate(
  { periodStart, periodEnd }: Pick<CurrentSubscription, "periodStart" | "periodEnd">,
  now: Date,
): number {
  return Math.min(Math.max(Math.floor(now.getTime() / 1000), periodStart), periodEnd - 1);
}
