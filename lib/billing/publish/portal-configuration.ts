import type Stripe from "stripe";
import type { Catalog } from "@/lib/catalog";

/** Finds our portal configuration in the Stripe account: `stripe:sync` tags it with the product. */
export function portalConfigurationOf(
  { product }: Catalog,
  configurations: readonly Stripe.BillingPortal.Configuration[],
): Stripe.BillingPortal.Configuration | undefined {
  return configurations.find(({ metadata }) => metadata?.gatehouse_product === product);
}
