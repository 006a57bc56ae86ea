import type Stripe from "stripe";
import type { Catalog } from "@/lib/catalog";

type Collected = Pick<
  Stripe.Checkout.SessionCreateParams,
  "billing_address_collection" | "automatic_tax" | "tax_id_collection" | "customer_update"
>;

/**
 * What the checkout page asks for besides the card, by the catalogue's switches. What the customer enters is kept on the
 * customer, or the next invoice would not have it: Stripe asks for `customer_update` then
 * (docs.stripe.com/tax/checkout#existing-customers). Tax needs an address, which Stripe asks for by itself. Pure.
 */
export function checkoutCollects({ collectTax, collectAddress }: Catalog["checkout"]): Collected {
  if (!collectTax && !collectAddress) return {};
  return {
    ...(collectAddress ? { billing_address_collection: "required" } : {}),
    ...(collectTax ? { automatic_tax: { enabled: true }, tax_id_collection: { enabled: true } } : {}),
    customer_update: { address: "auto", ...(collectTax ? { name: "auto" } : {}) },
  };
}
