import "server-only";
import type { Piece } from "../change/composition";
import type { StripeBudget } from "./stripe";

/**
 * Stripe's ids of the prices that pieces are charged by. What a subscription has already is known from its items: a price
 * no longer sold cannot be found by its lookup key among the active ones.
 *
 * @throws Error when Stripe has no such price: the catalogue was not brought there.
 */
export async function priceIdsOf(
  budget: StripeBudget,
  pieces: readonly Piece[],
  known: ReadonlyMap<string, string>,
): Promise<(piece: Piece) => string> {
  const missing = [...new Set(pieces.map(({ lookupKey }) => lookupKey))].filter((key) => !known.has(key));
  const ids = new Map(known);
  // Stripe looks up ten keys at a time.
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
