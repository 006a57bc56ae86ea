import type Stripe from "stripe";

/** Metadata as Stripe updates it: keys are merged, an empty value removes its key, an empty hash as text removes all. */
export function mergeMetadata(
  before: Stripe.Metadata | null,
  change: "" | null | Record<string, string | number | null> | undefined,
): Stripe.Metadata {
  if (change === undefined) return before ?? {};
  if (change === "" || change === null) return {};
  const merged: Stripe.Metadata = { ...before };
  for (const [key, value] of Object.entries(change)) {
    if (value === "" || value === null) delete merged[key];
    else merged[key] = String(value);
  }
  return merged;
}

/** For updates: what was sent, an empty text meaning "unset". */
export function orNull<T>(value: T | "" | null | undefined, before: T | null): T | null {
  if (value === undefined) return before;
  return value === "" ? null : value;
}
