import "server-only";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import type { TenantContext } from "@/lib/context";
import { env } from "@/lib/env";
import { conflict } from "@/lib/errors";
import { refuseImpersonation } from "../access/refuse-impersonation";
import { openPortal } from "../checkout/open-portal";
import { stripeBudget } from "../stripe/stripe";

/** Stripe's card fields on our own page, where there is a publishable key; else Stripe's page for it. */
export type CardUpdate =
  | { kind: "form"; clientSecret: string; publishableKey: string }
  | { kind: "portal"; url: string };

/**
 * Begins to replace the card. Its number goes from the browser to Stripe and is never ours.
 *
 * @throws GatehouseError `conflict` when nothing was ever bought, `unavailable` when Stripe is away.
 */
export async function startCardUpdate(ctx: TenantContext): Promise<CardUpdate> {
  refuseImpersonation(ctx);
  const publishableKey = env.NEXT_PUBLIC_STRIPE_PUBLISHABLE_KEY;
  if (!publishableKey) return { kind: "portal", ...(await openPortal(ctx, { flow: "payment_method_update" })) };
  return { kind: "form", publishableKey, clientSecret: await createSetupIntent(ctx) };
}

async function createSetupIntent({ tx, organizationId }: TenantContext): Promise<string> {
  const [row] = await tx
    .select({ customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, organizationId));
  const customer = row?.customerId;
  if (!customer) throw conflict("There is nothing to pay yet. Choose a plan first.");
  const { id, client_secret } = await stripeBudget().call((stripe) =>
    stripe.setupIntents.create({
      customer,
      usage: "off_session",
      automatic_payment_methods: { enabled: true, allow_redirects: "never" },
      metadata: { organization_id: organizationId },
    }),
  );
  if (!client_secret) throw new Error(`Stripe answered the setup intent ${id} without a secret.`);
  return client_secret;
}
