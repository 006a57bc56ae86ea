import type Stripe from "stripe";
import type { Catalog } from "@/lib/catalog";
import { lookupKeyOf } from "../mirror/lookup-key-of";
import { type CatalogItem, planOfItems } from "../mirror/plan-of-items";
import { runningSchedule } from "../mirror/scheduled-change";
import type { CurrentItem, LineItem } from "./line-items";
import { comingPhases, isManaged } from "./managed-schedule";

type Item = { price: Stripe.Price; quantity?: number | undefined };

/** A live subscription in the catalog's terms. Periods are Unix seconds. */
export type CurrentSubscription = {
  items: CurrentItem[];
  /** What a person added in Stripe: items that no change of ours names, so that each leaves them as they are. */
  others: Stripe.SubscriptionItem[];
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
  const entries = [found.plan, ...firstOfEach(found.addOns), ...found.overages];
  const known = new Set(entries.map(({ item }) => item.id));
  return {
    others: subscription.items.data.filter(({ id }) => !known.has(id)),
    items: entries.map((entry) => ({ ...lineItem(entry), stripeItemId: entry.item.id, custom: false })),
    scheduled: scheduledOf(catalog, subscription),
    priceIds: new Map(entries.map(({ lookupKey, item }) => [lookupKey, item.price.id])),
    periodStart: found.plan.item.current_period_start,
    periodEnd: found.plan.item.current_period_end,
  };
}

/** Of an add-on at two prices, one is ours to change. */
const firstOfEach = <Entry extends { addOn: { key: string } }>(entries: readonly Entry[]): Entry[] =>
  entries.filter(({ addOn }, index) => entries.findIndex((other) => other.addOn.key === addOn.key) === index);

function scheduledOf(catalog: Catalog, subscription: Stripe.Subscription): CurrentSubscription["scheduled"] {
  const schedule = attachedSchedule(subscription);
  const [next] = schedule && isManaged(schedule) ? comingPhases(schedule) : [];
  const found = next && planOfItems(catalog, next.items.flatMap(withPrice), ({ price }) => lookupKeyOf(price));
  if (!found) return null;
  const entries = [found.plan, ...found.addOns, ...found.overages];
  return { at: new Date(next.start_date * 1000), items: entries.map(lineItem) };
}

function withPrice({ price, quantity }: Stripe.SubscriptionSchedule.Phase.Item): Item[] {
  return typeof price === "string" || "deleted" in price ? [] : [{ price, quantity }];
}

/** The subscription's schedule while it runs. */
export function attachedSchedule(subscription: Stripe.Subscription): Stripe.SubscriptionSchedule | undefined {
  const { schedule } = subscription;
  if (!schedule || typeof schedule === "string") return undefined;
  return runningSchedule(subscription, { schedules: new Map([[schedule.id, schedule]]) });
}

function lineItem(entry: CatalogItem<Item>): LineItem {
  const { kind, lookupKey, item } = entry;
  const interval = item.price.recurring?.interval === "year" ? "year" : "month";
  const base = { lookupKey, interval } as const;
  if (kind === "plan") return { ...base, kind, itemKey: entry.plan.key, quantity: item.quantity ?? 1 };
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
