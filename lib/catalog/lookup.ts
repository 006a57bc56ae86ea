import { GatehouseError } from "@/lib/errors";
import type { AddOn, Catalog, Feature, Interval, Meter, Overage, Plan, Price, PriceList } from "./types";

function named<T extends { key: string }>(items: readonly T[], key: string, what: string): T {
  const item = items.find((candidate) => candidate.key === key);
  if (!item) {
    const valid = items.map((candidate) => candidate.key);
    throw new GatehouseError("unknown_name", `No ${what} "${key}". Valid: ${valid.join(", ")}.`, { valid });
  }
  return item;
}

/** @throws GatehouseError `unknown_name` (422) with the valid names. */
export const findPlan = (catalog: Pick<Catalog, "plans">, key: string): Plan => named(catalog.plans, key, "plan");
/** @throws GatehouseError `unknown_name` (422) with the valid names. */
export const findMeter = (catalog: Catalog, key: string): Meter => named(catalog.meters, key, "meter");
/** @throws GatehouseError `unknown_name` (422) with the valid names. */
export const findFeature = (catalog: Catalog, key: string): Feature => named(catalog.features, key, "feature");
/** @throws GatehouseError `unknown_name` (422) with the valid names. */
export const findAddOn = (catalog: Pick<Catalog, "addOns">, key: string): AddOn => named(catalog.addOns, key, "add-on");

/** A plan's name; its key when the plan is no longer sold, as its customers keep it. */
export const planName = (catalog: Catalog, key: string): string =>
  catalog.plans.find((plan) => plan.key === key)?.name ?? key;
/** An add-on's name; its key when the add-on is no longer sold. */
export const addOnName = (catalog: Catalog, key: string): string =>
  catalog.addOns.find((addOn) => addOn.key === key)?.name ?? key;

/** The length of a plan's trial, in days. */
export const trialDays = (catalog: Catalog, plan: Pick<Plan, "trialDays">): number =>
  plan.trialDays ?? catalog.trial.days;

/** The length of the longest trial, in days. */
export const longestTrial = (catalog: Catalog): number =>
  Math.max(...catalog.plans.map((plan) => trialDays(catalog, plan)));

/** The currencies the catalog is sold in, its own first. Each has a price for everything. */
export function currenciesOf(catalog: Catalog): [string, ...string[]] {
  const others = new Set(catalog.plans.flatMap(({ prices }) => prices.map(({ currency }) => currency)));
  others.delete(catalog.currency);
  return [catalog.currency, ...[...others].sort()];
}

/** Made once for each currency, because what is computed from a catalog is kept with it. */
const inCurrencies = new WeakMap<Catalog, Map<string, Catalog>>();

/**
 * The catalog as it is sold in one of its currencies, for everything that picks a price. Unchanged for a currency it isn't sold
 * in: a person may have added that one to the prices in Stripe.
 */
export function catalogIn(catalog: Catalog, currency: string): Catalog {
  if (currency === catalog.currency) return catalog;
  const known = inCurrencies.get(catalog) ?? new Map<string, Catalog>();
  const sold = known.get(currency) ?? translated(catalog, currency);
  // A currency that nothing is sold in isn't kept: there is no end of them.
  if (sold !== catalog) inCurrencies.set(catalog, known.set(currency, sold));
  return sold;
}

function translated(catalog: Catalog, currency: string): Catalog {
  if (!currenciesOf(catalog).includes(currency)) return catalog;
  const priced = ([meter, overage]: [string, Overage]) => {
    const other = overage.otherCurrencies?.[currency];
    if (other === undefined) return [meter, overage] as const;
    return [meter, { ...overage, ...(typeof other === "number" ? { unitAmount: other } : { tiers: other }) }] as const;
  };
  const plans = catalog.plans.map((plan) => ({
    ...plan,
    overage: Object.fromEntries(Object.entries(plan.overage).map(priced)),
  }));
  return { ...catalog, currency, plans };
}

/** The price a new customer gets: the highest version of the interval in the catalog's currency. */
export function currentPrice(
  catalog: Pick<Catalog, "currency">,
  item: Plan | AddOn,
  interval: Interval,
): Price | undefined {
  return item.prices
    .filter((price) => price.interval === interval && price.currency === catalog.currency)
    .sort((a, b) => b.version - a.version)[0];
}

/** Whether the plan costs nothing: it can be neither bought nor tried, only fallen back to. */
export const isFree = (catalog: Pick<Catalog, "currency">, plan: Plan): boolean =>
  plan.prices.length > 0 &&
  (["month", "year"] as const).every((interval) => {
    const price = currentPrice(catalog, plan, interval);
    return !price || isFreeOfCharge(price);
  });

/** Whether a price is 0 for every quantity. */
export const isFreeOfCharge = ({ unitAmount, tiers }: Price): boolean =>
  tiers ? tiers.every((tier) => tier.unitAmount === 0 && tier.flatAmount === 0) : unitAmount === 0;

/** `acme_starter_month_usd_v1`: how a price is found in Stripe, whatever ids Stripe gave it. */
export function lookupKey(catalog: Pick<Catalog, "product">, item: { key: string }, price: Price): string {
  return `${catalog.product}_${item.key}_${price.interval}_${price.currency}_v${price.version}`;
}

/** The price that a lookup key of this catalog identifies. */
export type CatalogPrice =
  | { kind: "plan"; item: Plan; price: Price; lookupKey: string }
  | { kind: "add_on"; item: AddOn; price: Price; lookupKey: string };

/** Every price of the catalog in all versions, with its lookup key. */
export function catalogPrices(catalog: PriceList): CatalogPrice[] {
  return [
    ...catalog.plans.flatMap((item) =>
      item.prices.map((price) => ({ kind: "plan" as const, item, price, lookupKey: lookupKey(catalog, item, price) })),
    ),
    ...catalog.addOns.flatMap((item) =>
      item.prices.map((price) => ({
        kind: "add_on" as const,
        item,
        price,
        lookupKey: lookupKey(catalog, item, price),
      })),
    ),
  ];
}

/** The inverse of `lookupKey`; undefined for a price that isn't in this catalog. */
export function priceByLookupKey(catalog: PriceList, key: string): CatalogPrice | undefined {
  return catalogPrices(catalog).find((entry) => entry.lookupKey === key);
}

/** The metered price of usage beyond a plan's limit, billed at the plan's interval. */
export type OveragePrice = {
  plan: Plan;
  meter: string;
  overage: Overage;
  interval: Interval;
  currency: string;
  lookupKey: string;
};

/** Every metered price on sale: one per plan, meter and interval. */
export function overagePrices(catalog: PriceList): OveragePrice[] {
  return catalog.plans.flatMap((plan) =>
    (["month", "year"] as const).flatMap((interval) => {
      if (!currentPrice(catalog, plan, interval)) return [];
      return Object.entries(plan.overage).map(([meter, overage]) => ({
        plan,
        meter,
        overage,
        interval,
        currency: catalog.currency,
        lookupKey: `${overageStem(catalog, plan, meter)}_${interval}_${catalog.currency}_v${overage.version ?? 1}`,
      }));
    }),
  );
}

/** The plan and meter of a metered price in any version; undefined if it isn't an overage price of this catalog. */
export function overageByLookupKey(catalog: Catalog, key: string): { plan: Plan; meter: string } | undefined {
  for (const plan of catalog.plans) {
    const meter = catalog.meters.find(({ key: name }) => key.startsWith(`${overageStem(catalog, plan, name)}_`));
    if (meter) return { plan, meter: meter.key };
  }
  return undefined;
}

const overageStem = ({ product }: Pick<Catalog, "product">, plan: { key: string }, meter: string) =>
  `${product}_${plan.key}_${meter}_overage`;
