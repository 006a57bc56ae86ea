import type { PublicTables } from "../store/tables";
import { invalidRequest } from "../wire/errors";
import type { World } from "../world";

type Price = PublicTables["price"];

/** Whether a price can be charged in this currency. */
export function supportsCurrency(price: Price, currency: string): boolean {
  return price.currency === currency || price.currency_options?.[currency] !== undefined;
}

/** The price with its amounts in this currency; unchanged if it has none. */
export function localized(price: Price, currency: string): Price {
  const option = price.currency === currency ? undefined : price.currency_options?.[currency];
  if (!option) return price;
  const { custom_unit_amount, tax_behavior, tiers, unit_amount, unit_amount_decimal } = option;
  return {
    ...price,
    currency,
    custom_unit_amount,
    tax_behavior: tax_behavior ?? price.tax_behavior,
    unit_amount,
    unit_amount_decimal,
    ...(tiers ? { tiers } : {}),
  };
}

/** @throws StripeFault 400 if the price can't be charged in this currency */
export function priceIn(price: Price, currency: string, param: string): Price {
  if (supportsCurrency(price, currency)) return localized(price, currency);
  const supported = [price.currency, ...Object.keys(price.currency_options ?? {})];
  throw invalidRequest(
    `The price specified supports currencies of ${[...new Set(supported)].join(", ")} which doesn't include the expected currency of ${currency}.`,
    param,
  );
}

/** The stored price with its amounts in this currency. */
export function storedPrice(world: World, id: string, currency: string): Price | undefined {
  const price = world.store.get("price", id);
  return price && localized(price, currency);
}

/** The currency in which all prices are charged: the requested one, or else the customer's if they support it. */
export function commonCurrency(
  prices: readonly Price[],
  requested: string | undefined,
  customer: string | null | undefined,
): string {
  if (requested !== undefined) return requested.toLowerCase();
  if (customer && prices.every((price) => supportsCurrency(price, customer))) return customer;
  return prices[0]?.currency ?? customer ?? "usd";
}
