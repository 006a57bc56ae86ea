import type { PublicTables } from "../store/tables";
import { invalidRequest } from "../wire/errors";
import type { World } from "../world";
import { fetchPrice } from "./fetch";

type Price = PublicTables["price"];

/** Finds the price a parameter names. */
export type FetchPrice = (world: World, id: string, param: string) => Price;

/**
 * A price for something new: an item, a charge, a checkout. What already uses a price keeps it when it is archived.
 *
 * @throws StripeFault 400 if the price or its product is archived
 */
export function fetchSellablePrice(world: World, id: string, param: string): Price {
  const price = fetchPrice(world, id, param);
  if (!price.active)
    throw invalidRequest("The price specified is inactive. This field only accepts active prices.", param);
  return checkProduct(world, price, param);
}

/** @throws StripeFault 400 if the price's product is archived */
export function checkProduct(world: World, price: Price, param: string): Price {
  if (world.store.get("product", price.product)?.active === false)
    throw invalidRequest(
      `The product ${price.product} is marked as inactive, and thus no new subscriptions can be created to any plans of this product. You provided the price ${price.id}.`,
      param,
    );
  return price;
}
