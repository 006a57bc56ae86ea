import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { pastCharges } from "../proration/past-charges";
import { chargeItem, creditItem, fullPeriodOf } from "../proration/prorate-items";
import type { Item } from "./cadence";

type Subscription = PublicTables["subscription"];

/** A period's end, or the subscription's `cancel_at` if that comes first. */
export function capAtCancelAt(subscription: Pick<Subscription, "cancel_at">, end: number, start: number): number {
  const { cancel_at } = subscription;
  return cancel_at !== null && cancel_at > start ? Math.min(end, cancel_at) : end;
}

/**
 * Shortens current periods to the subscription's new end, or restores their full length, with prorations if requested
 * (docs.stripe.com/api/subscriptions/update, `cancel_at`).
 */
export function adjustPeriodEnds(
  world: World,
  before: Subscription,
  after: Subscription,
  prorates: boolean,
): Subscription {
  if (before.cancel_at === after.cancel_at || after.status === "trialing" || after.status === "paused") return after;
  // Items that renew later are ended, but not shortened.
  if (after.cancel_at_period_end) return after;
  const data = after.items.data.map((item) => {
    const current_period_end = capAtCancelAt(after, fullPeriodOf(after, item).end, item.current_period_start);
    if (prorates) prorateEnd(world, after, item, current_period_end);
    return { ...item, current_period_end };
  });
  return { ...after, items: { ...after.items, data } };
}

function prorateEnd(world: World, subscription: Subscription, item: Item, end: number): void {
  if (end < item.current_period_end) creditItem(world, subscription, item, end);
  if (end <= item.current_period_end) return;
  const charges = pastCharges(world, subscription, item, item.current_period_end);
  const paidUntil = Math.max(item.current_period_end, ...charges.map((charge) => charge.creditedFrom));
  if (paidUntil < end) chargeItem(world, subscription, item, paidUntil, end);
}
