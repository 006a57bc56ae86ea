import { sameCadence } from "../../engine/periods";
import type { PublicTables } from "../../store/tables";
import type { World } from "../../world";
import { chargeItem, creditItem } from "../proration/prorate-items";
import { cadenceOf, fullPeriodAt, type Item, type ItemChange } from "./cadence";

type Subscription = PublicTables["subscription"];

/** Items with different intervals can't share a period. */
export function changesInterval(changes: readonly ItemChange[]): boolean {
  return changes.some(
    ({ before, after }) => before && after && !sameCadence(cadenceOf(before.price), cadenceOf(after.price)),
  );
}

/**
 * Flexible billing keeps the anchor: the item moves to the period of its new interval and is charged for what remains
 * of it.
 *
 * @param at when the change takes effect for billing; null to bill nothing
 */
export function moveToNewInterval(
  world: World,
  before: Subscription,
  after: Subscription,
  changes: readonly ItemChange[],
  at: number | null,
): Subscription {
  if (after.status === "trialing") return after;
  const now = world.clock.now();
  const moved = new Map<string, Item>();
  for (const change of changes) {
    // At the very end of a period there is no unused time: the renewal that is due bills the new price.
    if (!change.after || (change.before && change.before.current_period_end <= now)) continue;
    const period = fullPeriodAt(after, change.after.price, at ?? now);
    moved.set(change.after.id, { ...change.after, current_period_start: period.start, current_period_end: period.end });
  }
  const data = after.items.data.map((item) => moved.get(item.id) ?? item);
  const subscription = { ...after, items: { ...after.items, data } };
  if (at !== null) {
    for (const change of changes) {
      const item = change.after && moved.get(change.after.id);
      if (change.before && (item || !change.after)) creditItem(world, before, change.before, at);
      if (item) chargeItem(world, subscription, item, at);
    }
  }
  return subscription;
}
