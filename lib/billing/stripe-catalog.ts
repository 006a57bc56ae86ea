import { type Catalog, catalogPrices } from "@/lib/catalog";

export type WantedProduct = { id: string; name: string; description: string };
export type WantedPrice = {
  lookupKey: string;
  product: string;
  currency: string;
  unitAmount: number;
  interval: "month" | "year";
  metadata: Record<string, string>;
};
export type WantedMeter = { eventName: string; displayName: string };

/** What Stripe should hold so that the catalogue can be sold: nothing in it is typed into Stripe's dashboard. */
export function stripeCatalog(catalog: Catalog): {
  products: WantedProduct[];
  prices: WantedPrice[];
  meters: WantedMeter[];
} {
  return { products: products(catalog), prices: prices(catalog), meters: meters(catalog) };
}

const productId = ({ product }: Catalog, item: { key: string }) => `${product}_${item.key}`;

function products(catalog: Catalog): WantedProduct[] {
  const plans = catalog.plans.map((plan) => ({ ...plan, description: plan.tagline }));
  return [...plans, ...catalog.addOns].map((item) => ({
    id: productId(catalog, item),
    name: `${catalog.name} ${item.name}`,
    description: item.description,
  }));
}

function prices(catalog: Catalog): WantedPrice[] {
  return catalogPrices(catalog).map(({ kind, item, price, lookupKey }) => ({
    lookupKey,
    product: productId(catalog, item),
    currency: price.currency,
    unitAmount: price.unitAmount,
    interval: price.interval,
    metadata: { gatehouse_product: catalog.product, lookup_key: lookupKey, kind, version: String(price.version) },
  }));
}

/** Only what some plan sells beyond its limit is reported to Stripe, and so needs a meter there. */
function meters(catalog: Catalog): WantedMeter[] {
  const sold = new Set(catalog.plans.flatMap((plan) => Object.keys(plan.overage)));
  return catalog.meters
    .filter(({ key }) => sold.has(key))
    .map(({ key, name }) => ({ eventName: `${catalog.product}_${key}`, displayName: `${catalog.name} ${name}` }));
}
