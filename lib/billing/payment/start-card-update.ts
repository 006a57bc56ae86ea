import "server-only";
import type { TenantContext } from "@/lib/context";
import { env } from "@/lib/env";
import { refuseImpersonation } from "../access/refuse-impersonation";
import { openPortal } from "../checkout/open-portal";
import { requireCustomer } from "../checkout/require-customer";
import { stripeBudget } from "../stripe/stripe";

/** Stripe's card fields on our own page when a publishable key is set; otherwise Stripe's portal. */
export type CardUpdate =
  | { kind: "form"; clientSecret: string; publishableKey: string }
  | { kind: "portal"; url: string };

/**
 * Starts replacing the card. Its number goes from the browser straight to Stripe.
 *
 * @throws GatehouseError `conflict` when nothing was ever bought, `unavailable` when Stripe is down.
 */
export async function startCardUpdate(ctx: TenantContext): Promise<CardUpdate> {
  refuseImpersonation(ctx);
  const publishableKey = env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY;
  if (!publishableKey) return { kind: "portal", ...(await openPortal(ctx, { flow: "payment_method_update" })) };
  return { kind: "form", publishableKey, clientSecret: await createSetupIntent(ctx) };
}

async function createSetupIntent(ctx: TenantContext): Promise<string> {
  const budget = stripeBudget();
  const customer = await requireCustomer(ctx, budget);
  const { id, client_secret } = await budget.call((stripe) =>
    stripe.setupIntents.create({
      customer,
      usage: "off_session",
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      metadata: { organization_id: ctx.organizationId },
    }),
  );
  if (!client_secret) throw new Error(`Stripe returned the setup intent ${id} without a secret.`);
  return client_secret;
}
