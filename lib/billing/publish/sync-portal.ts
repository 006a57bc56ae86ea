import "server-only";
import { createHash } from "node:crypto";
import type Stripe from "stripe";
import type { Catalog } from "@/lib/catalog";
import { env } from "@/lib/env";
import type { StripeClient } from "../stripe/stripe";
import type { CatalogChange } from "./change";
import { portalConfigurationOf } from "./portal-configuration";

/** Sets up Stripe's customer portal: payment method, invoices, and cancellation at the period's end. */
export async function syncPortal(client: StripeClient, catalog: Catalog): Promise<CatalogChange> {
  const what = "portal configuration";
  const wanted = configuration(catalog);
  const metadata = { gatehouse_product: catalog.product, gatehouse_fingerprint: fingerprint(wanted) };
  const known = await client.billingPortal.configurations.list({ active: true, limit: 100 });
  const ours = portalConfigurationOf(catalog, known.data);
  if (!ours) {
    await client.billingPortal.configurations.create({ ...wanted, metadata });
    return { what, done: "created" };
  }
  if (ours.metadata?.gatehouse_fingerprint === metadata.gatehouse_fingerprint) return { what, done: "kept" };
  await client.billingPortal.configurations.update(ours.id, { ...wanted, metadata });
  return { what, done: "updated" };
}

/** Plan changes happen in the app, with a preview to the cent, so the portal doesn't offer them. */
function configuration(catalog: Catalog) {
  return {
    business_profile: {
      headline: `${catalog.name}: your subscription`,
      privacy_policy_url: `${env.APP_URL}/privacy`,
      terms_of_service_url: `${env.APP_URL}/terms`,
    },
    default_return_url: `${env.APP_URL}/billing/return`,
    features: {
      customer_update: { enabled: true, allowed_updates: ["email", "address", "tax_id"] },
      invoice_history: { enabled: true },
      payment_method_update: { enabled: true },
      subscription_cancel: {
        enabled: true,
        mode: "at_period_end",
        cancellation_reason: {
          enabled: true,
          options: ["too_expensive", "missing_features", "switched_service", "unused", "too_complex", "other"],
        },
      },
      subscription_update: { enabled: false },
    },
  } satisfies Stripe.BillingPortal.ConfigurationCreateParams;
}

const fingerprint = (wanted: object) => createHash("sha256").update(JSON.stringify(wanted)).digest("hex").slice(0, 16);
