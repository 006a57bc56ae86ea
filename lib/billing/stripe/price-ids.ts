import "server-only";
import type Stripe from "stripe";
import type { LineItem } from "../change/line-items";
import { ReportedError } from "./explain-errors";
import type { StripeBudget } from "./stripe";

/**
 * Finds the Stripe price id of each item by its lookup key.
 *
 * @param known ids read from the subscription itself: a price that is no longer sold can't be found by its lookup key.
 * @throws GatehouseError `conflict` (`not_for_sale`) when Stripe has no active price of that key.
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
    const prices = await budget.call((stripe) =>
      stripe.prices.list({ lookup_keys, active: true, limit: 100, expand: ["data.product"] }),
    );
    for (const { id, lookup_key, product } of prices.data) if (lookup_key && isSold(product)) ids.set(lookup_key, id);
  }
  const notSold = missing.find((key) => !ids.has(key));
  if (notSold) throw notForSale(notSold);
  return ({ lookupKey }) => {
    const id = ids.get(lookupKey);
    if (!id) throw notForSale(lookupKey);
    return id;
  };
}

/** A person may have archived the price or its product in Stripe: that is how a company stops selling something. */
const isSold = (product: Stripe.Price["product"]): boolean =>
  typeof product !== "string" && !("deleted" in product) && product.active;

const notForSale = (lookupKey: string) =>
  new ReportedError(
    {
      code: "conflict",
      message: "This isn't for sale at the moment. We've been notified. Choose another plan, or contact us.",
      details: { reason: "not_for_sale" },
    },
    {
      dedupeKey: `not-for-sale:${lookupKey}`,
      title: `A customer couldn't buy ${lookupKey}`,
      text: `Stripe has no active price with the lookup key ${lookupKey}. If it was archived by mistake, activate it and its product in the Stripe dashboard. If it is new in the catalog, run npm run stripe:sync.`,
    },
  );
