import { findAddOn, findPlan, isFree, priceByLookupKey } from "@/lib/catalog/lookup";
import { amountFor } from "@/lib/catalog/rating";
import type { AddOn, Interval, Meter, Plan, PriceList } from "@/lib/catalog/types";
import { overageOf, rateOverage } from "@/lib/usage/overage/overage";
import { buildItems, type LineItem, maxAddOnQuantity, type Selection } from "../change/line-items";
import { seatQuantity } from "../seats/seat-quantity";

/** What is expected to be used, by meter: the sum of a month for a counter, the level for a gauge. */
export type ExpectedUsage = Readonly<Record<string, number>>;

/** One line of the estimated invoice. Amounts in minor units of the price list's currency. */
export type EstimateLine = {
  kind: LineItem["kind"];
  /** The key of the plan, add-on or meter. */
  key: string;
  name: string;
  /** How many are bought; for overage, the units of the whole interval. */
  quantity: number;
  amount: number;
};

/** What one plan costs for the expected usage. */
export type Estimate = {
  plan: Plan;
  interval: Interval;
  lines: readonly EstimateLine[];
  /** Per interval, before tax. */
  total: number;
  /** The first meter that can't be covered, because more of it isn't sold on this plan; null when all of it fits. */
  stopsAt: Meter | null;
};

/** An invoice for a year contains the usage of twelve months. */
const monthsOf: Readonly<Record<Interval, number>> = { month: 1, year: 12 };

/**
 * What each plan would be invoiced for the expected usage, smallest plan first, with the add-ons and overage it takes. The line
 * items and the price of overage come from the code that buys and rates them, so the page can't show another price. Pure.
 */
export function estimatePlans(prices: PriceList, interval: Interval, usage: ExpectedUsage): Estimate[] {
  return prices.plans
    .toSorted((a, b) => a.rank - b.rank)
    .map((plan) => {
      const { addOns, stopsAt } = capacityFor(prices, plan, usage);
      const seats = seatQuantity(plan, usage);
      const selection = { plan: plan.key, interval, addOns, ...(seats === undefined ? {} : { planQuantity: seats }) };
      const lines = rateSelection(prices, selection, usage);
      return { plan, interval, lines, total: lines.reduce((sum, { amount }) => sum + amount, 0), stopsAt };
    });
}

/** The cheapest plan that covers the usage, the smaller of two at the same price; undefined when none does. Pure. */
export function cheapestPlan(estimates: readonly Estimate[]): Estimate | undefined {
  const covering = estimates.filter(({ stopsAt }) => stopsAt === null);
  return covering.toSorted((a, b) => a.total - b.total || a.plan.rank - b.plan.rank)[0];
}

/** The lines that a selection is invoiced with. A free plan isn't bought, so it has none. Pure. */
export function rateSelection(prices: PriceList, selection: Selection, usage: ExpectedUsage): EstimateLine[] {
  const plan = findPlan(prices, selection.plan);
  if (isFree(prices, plan)) return [];
  return buildItems(prices, selection, []).flatMap((item): EstimateLine[] => {
    const line = item.kind === "overage" ? overageLine(prices, selection, item, usage) : quantityLine(prices, item);
    return line.quantity === 0 && line.amount === 0 ? [] : [line];
  });
}

/** @throws Error for an item that isn't in the price list. */
function quantityLine(prices: PriceList, { kind, itemKey, lookupKey, quantity }: LineItem): EstimateLine {
  const sold = priceByLookupKey(prices, lookupKey);
  if (!sold) throw new Error(`The price list has no price ${lookupKey}.`);
  const count = quantity ?? 1;
  return { kind, key: itemKey, name: sold.item.name, quantity: count, amount: amountFor(sold.price, count) };
}

/** A month's usage beyond what is included, in every month of the interval. */
function overageLine(prices: PriceList, selection: Selection, item: LineItem, usage: ExpectedUsage): EstimateLine {
  const plan = findPlan(prices, selection.plan);
  const meter = item.itemKey;
  const overage = plan.overage[meter];
  const used = usage[meter] ?? 0;
  const beyond = overageOf(used, used, { included: includedIn(prices, plan, selection, meter), sold: true });
  const quantity = beyond * monthsOf[item.interval];
  const name = prices.meters.find(({ key }) => key === meter)?.name ?? meter;
  return { kind: "overage", key: meter, name, quantity, amount: overage ? rateOverage(overage, quantity) : 0 };
}

/** The plan's limit of a meter with the add-ons of the selection; null for no limit. */
function includedIn(prices: PriceList, plan: Plan, { addOns }: Selection, meter: string): number | null {
  const limit = plan.limits[meter] ?? 0;
  if (limit === "unlimited") return null;
  return Object.entries(addOns).reduce((sum, [key, quantity]) => {
    const addOn = findAddOn(prices, key);
    return addOn.meter === meter ? sum + addOn.adds * quantity : sum;
  }, limit);
}

/** The add-ons that cover the usage. Where the plan sells overage, none are needed. */
function capacityFor(prices: PriceList, plan: Plan, usage: ExpectedUsage) {
  const addOns: Record<string, number> = {};
  let stopsAt: Meter | null = null;
  for (const meter of prices.meters) {
    const limit = plan.limits[meter.key] ?? 0;
    const missing = limit === "unlimited" ? 0 : (usage[meter.key] ?? 0) - limit;
    if (missing <= 0 || plan.overage[meter.key]) continue;
    const addOn = addOnFor(prices, plan, meter);
    const quantity = addOn ? Math.ceil(missing / addOn.adds) : 0;
    if (addOn && quantity <= maxAddOnQuantity) addOns[addOn.key] = quantity;
    else stopsAt ??= meter;
  }
  return { addOns, stopsAt };
}

/** More of a meter is sold on a plan that includes some of it and costs something. */
function addOnFor(prices: PriceList, plan: Plan, meter: Meter): AddOn | undefined {
  if (isFree(prices, plan) || plan.limits[meter.key] === 0) return undefined;
  return prices.addOns.find((addOn) => addOn.meter === meter.key);
}
