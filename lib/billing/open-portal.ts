import "server-only";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { env } from "@/lib/env";
import { conflict } from "@/lib/errors";
import { portalConfigurationOf } from "./portal-configuration";
import { refuseImpersonation } from "./refuse-impersonation";
import { stripeBudget } from "./stripe";

/**
 * Opens Stripe's own page, where a customer changes the card, cancels and resumes.
 *
 * @returns its address, valid for minutes.
 * @throws GatehouseError `conflict` when nothing was ever bought, `unavailable` when Stripe is away.
 */
export async function openPortal(ctx: TenantContext): Promise<{ url: string }> {
  refuseImpersonation(ctx);
  const [row] = await ctx.tx
    .select({ customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(eq(subscriptions.organizationId, ctx.organizationId));
  const customer = row?.customerId;
  if (!customer) throw conflict("There is nothing to manage yet. Choose a plan first.");
  const budget = stripeBudget();
  const configurations = await budget.call((stripe) =>
    stripe.billingPortal.configurations.list({ active: true, limit: 100 }),
  );
  const configuration = portalConfigurationOf(catalog, configurations.data);
  const { url } = await budget.call((stripe) =>
    stripe.billingPortal.sessions.create({
      customer,
      return_url: `${env.APP_URL}/billing/return`,
      ...(configuration ? { configuration: configuration.id } : {}),
    }),
  );
  await recordAudit(ctx, { organizationId: ctx.organizationId, action: "billing.portal_opened" });
  return { url };
}
