import { type Catalog, findPlan, type Interval } from "@/lib/catalog";
import { type Levels, seatQuantity } from "../seats/seat-quantity";
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
 * @param levels the seats there are, for plans that are sold by the seat.
 * @throws GatehouseError `unknown_name` (422), `conflict` for what isn't sold at that interval.
 */
export function planChange(
  catalog: Catalog,
  current: readonly LineItem[],
  scheduled: readonly LineItem[] | null,
  request: ChangeRequest,
  levels: Levels = {},
): PlanChange {
  const from = selectionOf(current);
  const { planQuantity: _, ...base } = selectionOf(scheduled ?? current);
  const wanted = applyRequest(base, request);
  const immediate = takesEffectNow(catalog, from, wanted);
  const quantity = quantityAfter(catalog, from, wanted, immediate ? levels : undefined);
  const to = quantity === undefined ? wanted : { ...wanted, planQuantity: quantity };
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

/**
 * The plan's quantity after the change. The current one stays, as a person may have set it; only between plans that are sold by the
 * seat and others, or with another such plan or interval now, it is the seats there are.
 */
function quantityAfter(
  catalog: Catalog,
  from: Selection,
  to: Selection,
  levels: Levels | undefined,
): number | undefined {
  const [before, after] = [findPlan(catalog, from.plan), findPlan(catalog, to.plan)];
  if (!after.perSeat) return before.perSeat ? undefined : from.planQuantity;
  const same = before.key === after.key && from.interval === to.interval;
  if (before.perSeat && (same || !levels)) return from.planQuantity;
  return seatQuantity(after, levels ?? {});
}

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
