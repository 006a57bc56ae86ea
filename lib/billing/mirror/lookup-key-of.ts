import type Stripe from "stripe";

/** A price moved to a newer lookup key keeps the one it was sold under in its metadata. */
export const lookupKeyOf = (price: Stripe.Price): string | null =>
  price.lookup_key ?? price.metadata.lookup_key ?? null;
