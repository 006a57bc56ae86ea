import type Stripe from "stripe";
import type { Catalog } from "@/lib/catalog";

type Collected = Pick<
  Stripe.Checkout.SessionCreateParams,
  "billing_address_collection" | "automatic_tax" | "tax_id_collection" | "customer_update"
>;

/**
 * What the checkout page collects besides the card, by the catalog's settings. `customer_update` saves it on the Stripe
 * customer, so that later invoices have it too (docs.stripe.com/tax/checkout#existing-customers). With tax turned on, Stripe
 * asks for the address it needs on its own.
 */
export function checkoutCollects({ collectTax, collectAddress }: Catalog["checkout"]): Collected {
  if (!collectTax && !collectAddress) return {};
  return {
    ...(collectAddress ? { billing_address_collection: "required" } : {}),
    ...(collectTax ? { automatic_tax: { enabled: true }, tax_id_collection: { enabled: true } } : {}),
    customer_update: { address: "auto", ...(collectTax ? { name: "auto" } : {}) },
  };
}
