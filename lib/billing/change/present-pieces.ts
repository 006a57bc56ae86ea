import type Stripe from "stripe";
import type { Catalog } from "@/lib/catalog";
import { lookupKeyOf } from "../mirror/lookup-key-of";
import { type CatalogItem, planOfItems } from "../mirror/plan-of-items";
import { runningSchedule, scheduledChange, scheduleIdOf } from "../mirror/scheduled-change";
import type { Piece, PresentPiece } from "./composition";

type Item = { price: Stripe.Price; quantity?: number | undefined };

/** A live subscription in the words of the catalogue. */
export type Present = {
  pieces: PresentPiece[];
  /** What it is to become at the period's end; null when nothing is scheduled. */
  scheduled: { at: Date; pieces: Piece[] } | null;
  /** The id of the price behind each lookup key that is there now. */
  priceIds: ReadonlyMap<string, string>;
  periodStart: number;
  periodEnd: number;
};

/** @throws Error for a subscription that holds no plan of ours. */
export function presentOf(catalog: Catalog, subscription: Stripe.Subscription): Present {
  const items = subscription.items.data;
  const found = planOfItems(catalog, items, ({ price }) => lookupKeyOf(price));
  if (!found) throw new Error(`The subscription ${subscription.id} holds no plan of the catalogue.`);
  const entries = [found.plan, ...found.addOns, ...found.overages];
  const pieces = entries.map((entry) => ({ ...pieceOf(entry), stripeItemId: entry.item.id }));
  return {
    pieces,
    scheduled: scheduledOf(catalog, subscription),
    priceIds: new Map(entries.map(({ lookupKey, item }) => [lookupKey, item.price.id])),
    periodStart: found.plan.item.current_period_start,
    periodEnd: found.plan.item.current_period_end,
  };
}

function scheduledOf(catalog: Catalog, subscription: Stripe.Subscription): Present["scheduled"] {
  const id = scheduleIdOf(subscription);
  if (!subscription.schedule || typeof subscription.schedule === "string" || id === null) return null;
  const schedules = new Map([[id, subscription.schedule]]);
  const change = scheduledChange(catalog, runningSchedule(subscription, { schedules }));
  if (!change) return null;
  return { at: change.effectiveAt, pieces: change.items.map((item) => ({ ...item, interval: change.interval })) };
}

function pieceOf(entry: CatalogItem<Item>): Piece {
  const { kind, lookupKey, item } = entry;
  const interval = item.price.recurring?.interval === "year" ? "year" : "month";
  const base = { lookupKey, interval } as const;
  if (kind === "plan") return { ...base, kind, itemKey: entry.plan.key, quantity: 1 };
  if (kind === "overage") return { ...base, kind, itemKey: entry.meter, quantity: null };
  return { ...base, kind, itemKey: entry.addOn.key, quantity: item.quantity ?? 1 };
}
