import { type Catalog, findPlan, type Interval } from "@/lib/catalog";
import { buildItems, type LineItem, type Selection, sameItems, selectionOf } from "./line-items";

/** What a customer asks to change. What is left out stays as it is, or as it is scheduled to become. */
export type ChangeRequest = {
  plan?: string | undefined;
  interval?: Interval | undefined;
  addOns?: Readonly<Record<string, number>> | undefined;
};

export type ChangeKind = "none" | "upgrade" | "downgrade" | "interval" | "add_ons";

/** A change and when each part of it takes effect. */
export type PlanChange = {
  kind: ChangeKind;
  /** The subscription's items from now on; null when nothing changes now. */
  now: LineItem[] | null;
  /** Its items from the period's end on; null when nothing is scheduled. */
  later: LineItem[] | null;
};

/**
 * What costs more takes effect and is paid now. What costs less waits for the end of the paid period. So a higher plan,
 * month → year and a larger add-on quantity apply now; a lower plan, year → month and a smaller quantity at the period's
 * end. One request may do both.
 *
 * @param scheduled the items the subscription is already scheduled to have at the period's end; null for none.
 * @throws GatehouseError `unknown_name` (422), `conflict` for what isn't sold at that interval.
 */
export function planChange(
  catalog: Catalog,
  current: readonly LineItem[],
  scheduled: readonly LineItem[] | null,
  request: ChangeRequest,
): PlanChange {
  const from = selectionOf(current);
  // A person may have changed the plan's quantity since the change was scheduled.
  const { planQuantity, ...base } = selectionOf(scheduled ?? current);
  const kept = from.planQuantity === undefined ? base : { ...base, planQuantity: from.planQuantity };
  const to = applyRequest(kept, request);
  const immediate = takesEffectNow(catalog, from, to);
  const nowSelection = { ...(immediate ? to : from), addOns: maxQuantities(from.addOns, to.addOns) };
  const now = buildItems(catalog, nowSelection, current);
  const later = buildItems(catalog, to, [...current, ...(scheduled ?? [])]);
  return {
    kind: kindOf(catalog, from, to, sameItems(later, current)),
    now: sameItems(now, current) ? null : now,
    later: sameItems(later, now) ? null : later,
  };
}

const applyRequest = (base: Selection, request: ChangeRequest): Selection => ({
  ...base,
  plan: request.plan ?? base.plan,
  interval: request.interval ?? base.interval,
  addOns: { ...base.addOns, ...request.addOns },
});

function takesEffectNow(catalog: Catalog, from: Selection, to: Selection): boolean {
  if (from.interval === "year" && to.interval === "month") return false;
  return rankOf(catalog, to) >= rankOf(catalog, from);
}

const rankOf = (catalog: Catalog, { plan }: Selection): number => findPlan(catalog, plan).rank;

function maxQuantities(a: Selection["addOns"], b: Selection["addOns"]): Selection["addOns"] {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(keys.map((key) => [key, Math.max(a[key] ?? 0, b[key] ?? 0)]));
}

function kindOf(catalog: Catalog, from: Selection, to: Selection, same: boolean): ChangeKind {
  if (same) return "none";
  const ranks = rankOf(catalog, to) - rankOf(catalog, from);
  if (ranks !== 0) return ranks > 0 ? "upgrade" : "downgrade";
  if (from.plan !== to.plan) return "upgrade";
  return from.interval === to.interval ? "add_ons" : "interval";
}
