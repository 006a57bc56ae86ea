import type Stripe from "stripe";

/** If a lookup key moved on to a newer price, the older price keeps it in its metadata. */
export const lookupKeyOf = (price: Stripe.Price): string | null =>
  price.lookup_key ?? price.metadata.lookup_key ?? null;
