import type Stripe from "stripe";
import { createPrice } from "../routes/catalog/prices";
import type { PublicTables } from "../store/tables";
import type { World } from "../world";

interface PriceData {
  currency: string;
  product?: string;
  product_data?: { name: string };
  recurring?: { interval: Stripe.PriceCreateParams.Recurring.Interval; interval_count?: number };
  unit_amount?: number;
  unit_amount_decimal?: string;
}

/** `price_data` makes a price of its own, which can be seen but not used again. */
export function inlinePrice(world: World, data: PriceData): PublicTables["price"] {
  const { currency, product, product_data, recurring, unit_amount, unit_amount_decimal } = data;
  const price = createPrice(world, { currency, product, product_data, recurring, unit_amount, unit_amount_decimal });
  return { ...world.store.put("price", { ...price, active: false }), active: true };
}
