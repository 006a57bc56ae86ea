import { existingDiscounts } from "./discounts";
import type { OpenChange } from "./open-change";
import type { PlanChange } from "./plan-change";

/**
 * Everything a preview's amounts depend on: the current items and period, the discounts, and the items after the change,
 * price versions included.
 */
export function pricedFrom({ current, subscription }: OpenChange, { now, later }: PlanChange): string[] {
  const written = (name: string, items: PlanChange["now"]) =>
    (items ?? []).map(({ lookupKey, quantity }) => `${name} ${lookupKey}×${quantity}`);
  return [
    ...written("is", current.items),
    ...written("now", now),
    ...written("later", later),
    ...existingDiscounts(subscription).map(({ discount }) => discount),
    `until ${current.periodEnd}`,
  ].sort();
}
