import type Stripe from "stripe";
import { type AddOn, type Catalog, overageByLookupKey, type Plan, priceByLookupKey } from "@/lib/catalog";
import { overageProductId, stripeProductId } from "../publish/stripe-catalog";
import { lookupKeyOf } from "./lookup-key-of";

/** What a price sells in the catalog's terms. The lookup key is null for a price that the catalog doesn't have. */
export type CatalogEntry =
  | { kind: "plan"; plan: Plan; lookupKey: string | null }
  | { kind: "add_on"; addOn: AddOn; lookupKey: string | null }
  | { kind: "overage"; meter: string; lookupKey: string | null };

/**
 * Finds what a price sells: by its lookup key or, for a price of the company's own on a product of the catalog, by the
 * product.
 * @returns undefined for anything that the catalog doesn't sell.
 */
export function catalogEntry(catalog: Catalog, price: Stripe.Price): CatalogEntry | undefined {
  const lookupKey = lookupKeyOf(price);
  return (lookupKey === null ? undefined : byLookupKey(catalog, lookupKey)) ?? byProduct(catalog, price);
}

function byLookupKey(catalog: Catalog, lookupKey: string): CatalogEntry | undefined {
  const overage = overageByLookupKey(catalog, lookupKey);
  if (overage) return { kind: "overage", meter: overage.meter, lookupKey };
  const found = priceByLookupKey(catalog, lookupKey);
  if (!found) return undefined;
  return found.kind === "plan"
    ? { kind: "plan", plan: found.item, lookupKey }
    : { kind: "add_on", addOn: found.item, lookupKey };
}

function byProduct(catalog: Catalog, price: Stripe.Price): CatalogEntry | undefined {
  const product = productIdOf(price);
  if (isMetered(price)) {
    const meter = catalog.meters.find(({ key }) => overageProductId(catalog, key) === product);
    return meter && { kind: "overage", meter: meter.key, lookupKey: null };
  }
  const plan = catalog.plans.find((each) => stripeProductId(catalog, each) === product);
  if (plan) return { kind: "plan", plan, lookupKey: null };
  const addOn = catalog.addOns.find((each) => stripeProductId(catalog, each) === product);
  return addOn && { kind: "add_on", addOn, lookupKey: null };
}

export const productIdOf = ({ product }: Stripe.Price): string => (typeof product === "string" ? product : product.id);

export const isMetered = ({ recurring }: Stripe.Price): boolean => recurring?.usage_type === "metered";
