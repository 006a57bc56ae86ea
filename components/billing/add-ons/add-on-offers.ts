import { type Catalog, currentPrice, findPlan, type Interval, priceText } from "@/lib/catalog";

/** An add-on as the billing page shows it, its price formatted. */
export type AddOnOffer = {
  key: string;
  name: string;
  description: string;
  price: string;
  /** The plan is already unlimited in what the add-on adds. */
  included: boolean;
};

/** The add-ons for sale with a plan, at its interval. */
export function addOnOffersOf(catalog: Catalog, planKey: string, interval: Interval): AddOnOffer[] {
  const { limits } = findPlan(catalog, planKey);
  return catalog.addOns.flatMap((addOn) => {
    const price = currentPrice(catalog, addOn, interval);
    if (!price) return [];
    const { key, name, description, meter } = addOn;
    return [
      {
        key,
        name,
        description,
        price: `${priceText(price)}/${interval === "year" ? "yr" : "mo"}`,
        included: limits[meter] === "unlimited",
      },
    ];
  });
}
