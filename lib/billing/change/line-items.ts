// Not the index: it would bring every product's catalog into the browser, where the pricing page builds items too.
import { currentPrice, findAddOn, findPlan, isFreeOfCharge, lookupKey, overagePrices } from "@/lib/catalog/lookup";
import type { Interval, PriceList } from "@/lib/catalog/types";
import { conflict } from "@/lib/errors";

/** How many of one add-on a subscription may have. */
export const maxAddOnQuantity = 10_000;

/** One priced thing on a subscription. `quantity` is null for a metered price, which bills by usage. */
export type LineItem = {
  kind: "plan" | "add_on" | "overage";
  /** The catalog's key of the plan, add-on or meter. */
  itemKey: string;
  lookupKey: string;
  interval: Interval;
  quantity: number | null;
};

/** A line item that already exists as a subscription item in Stripe. */
export type CurrentItem = LineItem & {
  stripeItemId: string;
  /** Whether its price was made for this customer. Its `lookupKey` is then the price's id. */
  custom: boolean;
};

/**
 * What a customer selects, in the catalog's keys: a plan, its interval, and the quantity of each add-on. A plan's own
 * quantity is 1, unless a person set another one in Stripe.
 */
export type Selection = {
  plan: string;
  interval: Interval;
  addOns: Readonly<Record<string, number>>;
  planQuantity?: number;
};

/** The selection that line items amount to. @throws Error when none of them is a plan. */
export function selectionOf(items: readonly LineItem[]): Selection {
  const plan = items.find(({ kind }) => kind === "plan");
  if (!plan) throw new Error("The line items include no plan.");
  const addOns = items.filter(({ kind }) => kind === "add_on");
  return {
    plan: plan.itemKey,
    interval: plan.interval,
    ...(plan.quantity === null || plan.quantity === 1 ? {} : { planQuantity: plan.quantity }),
    addOns: Object.fromEntries(addOns.map(({ itemKey, quantity }) => [itemKey, quantity ?? 0])),
  };
}

/**
 * The line items of a selection: the plan, its add-ons and the metered prices for overage, all billed at the plan's
 * interval. An existing item of the same interval keeps its price version, so that adding a seat never moves the plan to
 * a newer price. An add-on for a meter without a limit is left out, because it would buy nothing.
 *
 * @throws GatehouseError `unknown_name` (422), `conflict` for what isn't sold at that interval.
 */
export function buildItems(catalog: PriceList, selection: Selection, existing: readonly LineItem[]): LineItem[] {
  const { interval } = selection;
  const plan = findPlan(catalog, selection.plan);
  const existingKey = (kind: LineItem["kind"], key: string) =>
    existing.find((item) => item.kind === kind && item.itemKey === key && item.interval === interval)?.lookupKey;
  const samePlan = existing.filter(({ kind, itemKey }) => kind === "plan" && itemKey === plan.key);
  const keepsPlan = samePlan.some((item) => item.interval === interval);
  const addOns = Object.entries(selection.addOns).flatMap(([itemKey, quantity]): LineItem[] => {
    const addOn = findAddOn(catalog, itemKey);
    if (quantity === 0 || plan.limits[addOn.meter] === "unlimited") return [];
    const lookupKey = existingKey("add_on", itemKey) ?? lookupKeyForSale(catalog, addOn, interval);
    return [{ kind: "add_on", itemKey, lookupKey, interval, quantity }];
  });
  const overages = overagePrices(catalog)
    .filter((price) => price.plan.key === plan.key && price.interval === interval)
    .flatMap(({ meter, lookupKey: newKey }): LineItem[] => {
      const known = samePlan.length > 0 ? existingKey("overage", meter) : undefined;
      // A person may have arranged the plan without it.
      if (keepsPlan && !known) return [];
      return [{ kind: "overage", itemKey: meter, lookupKey: known ?? newKey, interval, quantity: null }];
    });
  const planKey = existingKey("plan", plan.key) ?? lookupKeyForSale(catalog, plan, interval);
  const { planQuantity: quantity = 1 } = selection;
  return [{ kind: "plan", itemKey: plan.key, lookupKey: planKey, interval, quantity }, ...addOns, ...overages];
}

function lookupKeyForSale(
  catalog: PriceList,
  item: Parameters<typeof currentPrice>[1] & { name: string },
  interval: Interval,
): string {
  const price = currentPrice(catalog, item, interval);
  if (!price)
    throw conflict(`${item.name} isn't available with ${interval === "year" ? "annual" : "monthly"} billing.`);
  if (isFreeOfCharge(price)) throw conflict(`${item.name} is free, so it can't be purchased.`);
  return lookupKey(catalog, item, price);
}

/** One change of a subscription item in Stripe. `id` is the existing item's. */
export type ItemChange =
  | { change: "add"; item: LineItem }
  | { change: "set"; id: string; item: LineItem; samePrice: boolean }
  | { change: "remove"; id: string };

/** The changes that turn the current items into the wanted ones. Empty when they are the same. */
export function itemChanges(current: readonly CurrentItem[], wanted: readonly LineItem[]): ItemChange[] {
  const removed = current.filter((item) => !wanted.some((other) => isSameItem(item, other)));
  const set = wanted.flatMap((item): ItemChange[] => {
    const existing = current.find((other) => isSameItem(item, other));
    if (!existing) return [{ change: "add", item }];
    const samePrice = existing.lookupKey === item.lookupKey;
    if (samePrice && existing.quantity === item.quantity) return [];
    return [{ change: "set", id: existing.stripeItemId, item, samePrice }];
  });
  return [...set, ...removed.map(({ stripeItemId }): ItemChange => ({ change: "remove", id: stripeItemId }))];
}

/** A plan replaces another on its item. A metered price never does, or past usage would change its price. */
export function isSameItem(a: LineItem, b: LineItem): boolean {
  if (a.kind !== b.kind) return false;
  if (a.kind === "plan") return true;
  return a.itemKey === b.itemKey && (a.kind === "add_on" || a.lookupKey === b.lookupKey);
}

/** Whether two lists hold the same prices in the same quantities, in any order. */
export function sameItems(a: readonly LineItem[], b: readonly LineItem[]): boolean {
  const sorted = (items: readonly LineItem[]) =>
    items
      .map(({ lookupKey, quantity }) => `${lookupKey}×${quantity}`)
      .sort()
      .join(" ");
  return sorted(a) === sorted(b);
}
