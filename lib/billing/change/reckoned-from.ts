import { keptDiscounts } from "./discounts-of";
import type { OpenChange } from "./open-change";
import type { PlanChange } from "./plan-change";

/**
 * Everything of ours that a preview's amounts follow from: what there is, since when, by which discounts, and what it
 * becomes, price versions included.
 */
export function reckonedFrom({ present, subscription }: OpenChange, { now, later }: PlanChange): string[] {
  const written = (name: string, pieces: PlanChange["now"]) =>
    (pieces ?? []).map(({ lookupKey, quantity }) => `${name} ${lookupKey}×${quantity}`);
  return [
    ...written("is", present.pieces),
    ...written("now", now),
    ...written("later", later),
    ...keptDiscounts(subscription).map(({ discount }) => discount),
    `until ${present.periodEnd}`,
  ].sort();
}
