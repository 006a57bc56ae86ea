import type Stripe from "stripe";
import type { Catalog } from "@/lib/catalog";
import { conflict } from "@/lib/errors";
import { type CatalogEntry, catalogEntry } from "../mirror/catalog-entry";
import { itemKeyOf } from "../mirror/items";
import { comingPhases, isManaged, runningSchedule } from "../mirror/managed-schedule";
import { phaseItems } from "../mirror/schedule-mirror";
import type { CurrentItem, LineItem } from "./line-items";

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

/** @throws GatehouseError `conflict` for a subscription without a plan of the catalog: a person made it so in Stripe. */
export function currentSubscription(catalog: Catalog, subscription: Stripe.Subscription): CurrentSubscription {
  const found = changeableItems(catalog, subscription.items.data);
  const [plan] = found;
  if (!plan) {
    throw conflict(
      "Your subscription was arranged individually, so it can't be changed here. Contact us to change it.",
      {
        reason: "custom_plan",
      },
    );
  }
  const ours = new Set(found.map(({ item }) => item.id));
  return {
    items: found.map(({ line, item, custom }) => ({ ...line, stripeItemId: item.id, custom })),
    others: subscription.items.data.filter(({ id }) => !ours.has(id)),
    scheduled: scheduledOf(catalog, subscription),
    priceIds: new Map(found.map(({ line, item }) => [line.lookupKey, item.price.id])),
    periodStart: plan.item.current_period_start,
    periodEnd: plan.item.current_period_end,
  };
}

type Changeable<Item> = { line: LineItem; item: Item; custom: boolean };

/**
 * The items that changes name: the plan first, then one item of each add-on, then metered overage. Empty without a plan of
 * the catalog. A second plan, or a second item of an add-on, was added by a person, so it isn't ours to change.
 */
function changeableItems<One extends Item>(catalog: Catalog, items: readonly One[]): Changeable<One>[] {
  const known = items.flatMap((item) => {
    const entry = catalogEntry(catalog, item.price);
    return entry ? [{ entry, item }] : [];
  });
  const plans = known.flatMap(({ entry, item }) => (entry.kind === "plan" ? [{ entry, item }] : []));
  const [plan] = plans.toSorted((a, b) => b.entry.plan.rank - a.entry.plan.rank);
  if (!plan) return [];
  const others = known.filter(({ entry }) => entry.kind !== "plan").map(changeable);
  const isFirst = ({ line }: Changeable<One>, index: number) =>
    line.kind !== "add_on" || others.findIndex((other) => other.line.itemKey === line.itemKey) === index;
  return [changeable(plan), ...others.filter(isFirst)];
}

function changeable<One extends Item>({ entry, item }: { entry: CatalogEntry; item: One }): Changeable<One> {
  const { price, quantity } = item;
  const line = {
    kind: entry.kind,
    itemKey: itemKeyOf(entry),
    lookupKey: entry.lookupKey ?? price.id,
    interval: price.recurring?.interval === "year" ? ("year" as const) : ("month" as const),
    quantity: entry.kind === "overage" ? null : (quantity ?? 1),
  };
  return { line, item, custom: entry.lookupKey === null };
}

function scheduledOf(catalog: Catalog, subscription: Stripe.Subscription): CurrentSubscription["scheduled"] {
  const schedule = attachedSchedule(subscription);
  const [next] = schedule && isManaged(schedule) ? comingPhases(schedule) : [];
  const found = next ? changeableItems(catalog, phaseItems(next)) : [];
  return next && found.length > 0
    ? { at: new Date(next.start_date * 1000), items: found.map(({ line }) => line) }
    : null;
}

/** The subscription's schedule while it runs. */
export function attachedSchedule(subscription: Stripe.Subscription): Stripe.SubscriptionSchedule | undefined {
  const { schedule } = subscription;
  if (!schedule || typeof schedule === "string") return undefined;
  return runningSchedule(subscription, { schedules: new Map([[schedule.id, schedule]]) });
}

/** The second prorations are computed from: now by our clock, kept inside the period Stripe reports. */
export function prorationDate(
  { periodStart, periodEnd }: Pick<CurrentSubscription, "periodStart" | "periodEnd">,
  now: Date,
): number {
  return Math.min(Math.max(Math.floor(now.getTime() / 1000), periodStart), periodEnd - 1);
}
