import { attachedSchedule } from "./current-subscription";
import { existingDiscounts } from "./discounts";
import type { OpenChange } from "./open-change";
import type { PlanChange } from "./plan-change";

/**
 * Everything a preview's amounts depend on: every current item, the period, the discounts, what is scheduled, and the
 * items after the change, price versions included.
 */
export function pricedFrom({ current, subscription }: OpenChange, { now, later }: PlanChange): string[] {
  const schedule = attachedSchedule(subscription);
  const written = (name: string, items: PlanChange["now"]) =>
    (items ?? []).map(({ lookupKey, quantity }) => `${name} ${lookupKey}×${quantity}`);
  return [
    ...subscription.items.data.flatMap((item) => [
      `is ${item.price.id}×${item.quantity}`,
      ...existingDiscounts(item).map(({ discount }) => discount),
    ]),
    ...customerDiscount(subscription),
    schedule?.id ?? "no schedule",
    ...written("now", now),
    ...written("later", later),
    ...existingDiscounts(subscription).map(({ discount }) => discount),
    `until ${current.periodEnd}`,
  ].sort();
}

/** It counts while the subscription has no discount of its own. */
function customerDiscount({ customer }: OpenChange["subscription"]): string[] {
  if (typeof customer === "string" || customer.deleted || !customer.discount) return [];
  return [customer.discount.id];
}
