import { stripeProductId } from "@/lib/billing/publish/stripe-catalog";
import { type Catalog, catalogIn, currentPrice, lookupKey, type Plan, type Price } from "@/lib/catalog";
import { seatMeter } from "@/lib/seats/seat-meter";
import type { SoldCoupon, SoldPrice } from "./customer";

/** The prices and coupons a company has sold by, besides those in its catalog. */
export type Market = {
  /** The plans one can buy, the cheapest first. */
  plans: readonly Plan[];
  /** When prices rose to what the catalog says. Customers from before pay less until they are moved. */
  raisedAt: Date;
  priceOf: (plan: Plan, interval: "month" | "year", currency: string, at: Date) => SoldPrice;
  /** One more seat; where none is sold, the first add-on of the catalog. */
  addOnPrice: (interval: "month" | "year") => SoldPrice | undefined;
  /** A service by this name, at a price of the company's own. */
  service: (name: string, interval: "month" | "year", currency: string) => SoldPrice;
};

/** What a price in dollars costs in other currencies, rounded to whole units. */
export const priceLevels: Readonly<Record<string, number>> = { eur: 0.95, gbp: 0.82, inr: 84 };

/** Before the raise, plans cost this much of what they cost now. */
const oldLevel = 0.9;

export const coupons = {
  launch: { id: "seed_launch", name: "Launch offer", percentOff: 25, duration: "repeating", months: 3 },
  partner: { id: "seed_partner", name: "Partner discount", percentOff: 10, duration: "forever", months: null },
  welcome: { id: "seed_welcome", name: "First month half off", percentOff: 50, duration: "once", months: null },
} as const satisfies Record<string, SoldCoupon>;

/** The plans that are sold by the month, the cheapest first. Customers with a past buy these. */
export const soldMonthly = (catalog: Catalog): Plan[] =>
  catalog.plans
    .filter((plan) => (currentPrice(catalog, plan, "month")?.unitAmount ?? 0) > 0)
    .toSorted((a, b) => a.rank - b.rank);

/** @param raisedAt when prices rose. @throws Error for a catalog without a plan that is sold by the month. */
export function marketOf(catalog: Catalog, raisedAt: Date): Market {
  const plans = soldMonthly(catalog);
  if (plans.length === 0) throw new Error("The catalog has no plan with a monthly price, so no customer can buy one.");
  return {
    plans,
    raisedAt,
    priceOf: (plan, interval, currency, at) => {
      const there = catalogIn(catalog, currency);
      const price = currentPrice(there, plan, interval) ?? currentPrice(there, plan, "month");
      if (!price) throw new Error(`The plan ${plan.key} has no price.`);
      const sold = inCatalog(catalog, "plan", plan, price);
      if (currency === price.currency && at >= raisedAt) return sold;
      const earlier = earlierVersion(plan, price);
      if (currency === price.currency && earlier) return inCatalog(catalog, "plan", plan, earlier);
      return own(sold, currency, at < raisedAt);
    },
    addOnPrice: (interval) => {
      const addOn = catalog.addOns.find(({ meter }) => meter === seatMeter) ?? catalog.addOns[0];
      const price = addOn && currentPrice(catalog, addOn, interval);
      return addOn && price && inCatalog(catalog, "add_on", addOn, price);
    },
    service: (name, interval, currency) => ({
      lookupKey: `seed_training_${interval}_${currency}`,
      inCatalog: false,
      kind: "custom",
      itemKey: null,
      product: "seed_training",
      name,
      currency,
      unitAmount: (interval === "year" ? 600_000 : 50_000) * (priceLevels[currency] ?? 1),
      interval,
    }),
  };
}

/** The version a price replaced. Who bought it keeps it. */
const earlierVersion = ({ prices }: Plan, { interval, currency, version }: Price): Price | undefined =>
  prices
    .filter((each) => each.interval === interval && each.currency === currency && each.version < version)
    .toSorted((a, b) => b.version - a.version)[0];

function inCatalog(
  catalog: Catalog,
  kind: "plan" | "add_on",
  item: { key: string; name: string },
  price: Price,
): SoldPrice {
  return {
    lookupKey: lookupKey(catalog, item, price),
    inCatalog: true,
    kind,
    itemKey: item.key,
    product: stripeProductId(catalog, item),
    name: item.name,
    currency: price.currency,
    unitAmount: price.unitAmount,
    interval: price.interval,
  };
}

/** A price the company made by hand: in another currency, or what a plan cost before the raise. */
function own(price: SoldPrice, currency: string, before: boolean): SoldPrice {
  const level = (currency === price.currency ? 1 : (priceLevels[currency] ?? 1)) * (before ? oldLevel : 1);
  return {
    ...price,
    lookupKey: `seed_${price.itemKey}_${price.interval}_${currency}${before ? "_before" : ""}`,
    inCatalog: false,
    currency,
    unitAmount: Math.max(100, Math.round((price.unitAmount * level) / 100) * 100),
  };
}
