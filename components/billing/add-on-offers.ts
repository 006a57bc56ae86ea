import { type Catalog, currentPrice, findPlan, type Interval } from "@/lib/catalog";
import { formatPrice } from "@/lib/money";

/** An add-on as the billing page shows it; its price is ready to read. */
export type AddOnOffer = {
  key: string;
  name: string;
  description: string;
  price: string;
  /** The plan has no limit of what it would add. */
  included: boolean;
};

/** What can be added to a plan in its rhythm. */
export function addOnOffersOf(catalog: Catalog, planKey: string, interval: Interval): AddOnOffer[] {
  const { limits } = findPlan(catalog, planKey);
  return catalog.addOns.flatMap((addOn) => {
    const price = currentPrice(catalog, addOn, interval);
    if (!price) return [];
    const { key, name, description, meter } = addOn;
    const amount = formatPrice({ amount: price.unitAmount, currency: price.currency });
    return [{ key, name, description, price: `${amount} a ${interval}`, included: limits[meter] === "unlimited" }];
  });
}
