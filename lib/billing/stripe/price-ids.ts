import "server-only";
import type { LineItem } from "../change/line-items";
import type { StripeBudget } from "./stripe";

/**
 * Finds the Stripe price id of each item by its lookup key.
 *
 * @param known ids read from the subscription itself: a price that is no longer sold can't be found by its lookup key.
 * @throws Error when Stripe has no such price, because the catalog wasn't synced.
 */
export async function priceIdsOf(
  budget: StripeBudget,
  items: readonly LineItem[],
  known: ReadonlyMap<string, string>,
): Promise<(item: LineItem) => string> {
  const missing = [...new Set(items.map(({ lookupKey }) => lookupKey))].filter((key) => !known.has(key));
  const ids = new Map(known);
  // Stripe accepts at most ten lookup keys per request.
  for (let start = 0; start < missing.length; start += 10) {
    const lookup_keys = missing.slice(start, start + 10);
    const prices = await budget.call((stripe) => stripe.prices.list({ lookup_keys, limit: 100 }));
    for (const { id, lookup_key } of prices.data) if (lookup_key) ids.set(lookup_key, id);
  }
  return ({ lookupKey }) => {
    const id = ids.get(lookupKey);
    if (!id) throw new Error(`Stripe has no price with the lookup key ${lookupKey}. Run: npm run stripe:sync`);
    return id;
  };
}
