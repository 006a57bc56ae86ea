import type Stripe from "stripe";
import type { Catalog } from "@/lib/catalog";

/**
 * The key of the plan a price sells, by its lookup key (`<product>_<plan>_<interval>_<currency>_v<version>`), which an older
 * price has in its metadata, or by the plan's product. Undefined for anything else.
 */
export function planOf({ product, plans }: Catalog, price: Stripe.Price): string | undefined {
  if (isMetered(price)) return undefined;
  const lookupKey = price.lookup_key ?? price.metadata.lookup_key ?? "";
  const sold = typeof price.product === "string" ? price.product : price.product.id;
  return plans
    .toSorted((a, b) => b.rank - a.rank)
    .find(({ key }) => sold === `${product}_${key}` || isKeyOf(lookupKey, `${product}_${key}`))?.key;
}

const isKeyOf = (lookupKey: string, sold: string): boolean =>
  lookupKey.startsWith(`${sold}_`) && /^_(month|year)_[a-z]{3}_v\d+$/.test(lookupKey.slice(sold.length));

export const isMetered = ({ recurring }: Stripe.Price): boolean => recurring?.usage_type === "metered";
