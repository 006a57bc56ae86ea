import type Stripe from "stripe";
import { invalidRequest } from "../wire/errors";

/**
 * Merges metadata as Stripe does: an empty value removes its key, an empty string removes all keys.
 *
 * @throws StripeFault beyond Stripe's limits: 50 keys of 40 characters, values of 500
 */
export function mergeMetadata(
  before: Stripe.Metadata | null,
  change: "" | null | Record<string, string | number | null> | undefined,
): Stripe.Metadata {
  if (change === undefined) return before ?? {};
  if (change === "" || change === null) return {};
  const merged: Stripe.Metadata = { ...before };
  for (const [key, value] of Object.entries(change)) {
    if (value === "" || value === null) delete merged[key];
    else merged[key] = checkLimits(key, String(value));
  }
  if (Object.keys(merged).length > 50) throw invalidRequest("You can have at most 50 metadata keys.", "metadata");
  return merged;
}

function checkLimits(key: string, value: string): string {
  if (key.length > 40)
    throw invalidRequest(`Metadata keys can be up to 40 characters long; \`${key}\` is ${key.length}.`, "metadata");
  if (value.length > 500)
    throw invalidRequest(
      `Metadata values can be up to 500 characters long; the value of \`${key}\` is ${value.length}.`,
      `metadata[${key}]`,
    );
  return value;
}

/** For updates: keeps the old value if none is sent; an empty string clears it. */
export function orNull<T>(value: T | "" | null | undefined, before: T | null): T | null {
  if (value === undefined) return before;
  return value === "" ? null : value;
}
