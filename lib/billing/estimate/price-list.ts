import type { Catalog, PriceList } from "@/lib/catalog/types";

/** The prices of a catalog without its copy, features and earlier versions: as little as a page has to send. Pure. */
export function priceListOf({ product, currency, meters, plans, addOns }: Catalog): PriceList {
  return {
    product,
    currency,
    meters,
    plans: plans.map((plan) => ({
      ...plan,
      tagline: "",
      audience: "",
      highlights: [],
      features: [],
      prices: newest(plan.prices),
    })),
    addOns: addOns.map((addOn) => ({ ...addOn, description: "", prices: newest(addOn.prices) })),
  };

  function newest(prices: Catalog["plans"][number]["prices"]) {
    return prices.filter(
      (price) =>
        price.currency === currency &&
        !prices.some(
          (other) =>
            other.currency === price.currency && other.interval === price.interval && other.version > price.version,
        ),
    );
  }
}
