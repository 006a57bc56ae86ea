import { type Catalog, catalogIn, catalogPrices, currenciesOf, overagePrices } from "@/lib/catalog";
import type { Rate } from "@/lib/catalog/rating";
import { overageRate } from "@/lib/usage/overage/overage";

export type WantedProduct = { id: string; name: string; description: string };
export type WantedPrice = {
  lookupKey: string;
  product: string;
  currency: string;
  rate: Rate;
  interval: "month" | "year";
  metadata: Record<string, string>;
  /** Of an overage price: the event name of the meter that counts it. */
  meter?: string;
};
export type WantedCoupon = { id: string; name: string; percentOff: number; months: number };
export type WantedMeter = { eventName: string; displayName: string };

/** What Stripe needs to sell the catalog. Nothing of it is entered in Stripe's dashboard by hand. */
export function stripeCatalog(catalog: Catalog): {
  products: WantedProduct[];
  prices: WantedPrice[];
  meters: WantedMeter[];
  coupons: WantedCoupon[];
} {
  return {
    products: [...products(catalog), ...overageProducts(catalog)],
    prices: [...prices(catalog), ...meteredPrices(catalog)],
    meters: meters(catalog),
    coupons: coupons(catalog),
  };
}

/** The id of a plan's or add-on's product in Stripe. */
export const stripeProductId = ({ product }: Catalog, item: { key: string }) => `${product}_${item.key}`;

function products(catalog: Catalog): WantedProduct[] {
  const plans = catalog.plans.map((plan) => ({ ...plan, description: plan.tagline }));
  return [...plans, ...catalog.addOns].map((item) => ({
    id: stripeProductId(catalog, item),
    name: `${catalog.name} ${item.name}`,
    description: item.description,
  }));
}

function prices(catalog: Catalog): WantedPrice[] {
  return catalogPrices(catalog).map(({ kind, item, price, lookupKey }) => ({
    lookupKey,
    product: stripeProductId(catalog, item),
    currency: price.currency,
    rate: price,
    interval: price.interval,
    metadata: { gatehouse_product: catalog.product, lookup_key: lookupKey, kind, version: String(price.version) },
  }));
}

function meteredPrices(catalog: Catalog): WantedPrice[] {
  const inEach = currenciesOf(catalog).flatMap((currency) => overagePrices(catalogIn(catalog, currency)));
  return inEach.map(({ plan, meter, overage, interval, currency, lookupKey }) => ({
    lookupKey,
    product: overageProductId(catalog, meter),
    currency,
    rate: overageRate(overage),
    interval,
    meter: meterEventName(catalog, meter),
    metadata: {
      gatehouse_product: catalog.product,
      lookup_key: lookupKey,
      kind: "overage",
      plan: plan.key,
      version: String(overage.version ?? 1),
    },
  }));
}

/** The id of the product that a meter's overage is sold as. */
export const overageProductId = ({ product }: Catalog, meter: string) => `${product}_${meter}_overage`;

/** The products that invoices show overage under. All plans share them. */
function overageProducts(catalog: Catalog): WantedProduct[] {
  return metersWithOverage(catalog).map(({ key, name, description }) => ({
    id: overageProductId(catalog, key),
    name: `${catalog.name} ${name} beyond the plan`,
    description,
  }));
}

/** The event name of one of our meters in Stripe. */
export const meterEventName = ({ product }: Catalog, meter: string): string => `${product}_${meter}`;

/** The coupon of the retention offer. A changed offer is a new coupon, so customers keep the old one. */
export function retentionCoupon({ product, name, retention }: Catalog): WantedCoupon | undefined {
  if (!retention) return undefined;
  const { percentOff, months } = retention;
  return {
    id: `${product}_stay_${percentOff}_${months}m`,
    name: `Thank you for staying with ${name}`,
    percentOff,
    months,
  };
}

const coupons = (catalog: Catalog): WantedCoupon[] => [retentionCoupon(catalog)].flatMap((coupon) => coupon ?? []);

function meters(catalog: Catalog): WantedMeter[] {
  return metersWithOverage(catalog).map(({ key, name }) => ({
    eventName: meterEventName(catalog, key),
    displayName: `${catalog.name} ${name}`,
  }));
}

/** The meters with overage on some plan. Only these are reported to Stripe, and need a meter and a price there. */
function metersWithOverage(catalog: Catalog) {
  const sold = new Set(catalog.plans.flatMap((plan) => Object.keys(plan.overage)));
  return catalog.meters.filter(({ key }) => sold.has(key));
}
