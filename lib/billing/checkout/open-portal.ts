import "server-only";
import { recordAudit } from "@/lib/audit";
import { catalog } from "@/lib/catalog";
import type { TenantContext } from "@/lib/context";
import { env } from "@/lib/env";
import { refuseImpersonation } from "../access/refuse-impersonation";
import { portalConfigurationOf } from "../publish/portal-configuration";
import { stripeBudget } from "../stripe/stripe";
import { requireCustomer } from "./require-customer";

type PortalInput = {
  /** Opens one page of the portal, and returns when the customer is done. */
  flow?: "payment_method_update";
};

/**
 * Opens Stripe's customer portal, where a customer can update the card, cancel and resume.
 *
 * @returns its URL, valid for a few minutes.
 * @throws GatehouseError `conflict` when nothing was ever bought or the customer was deleted in Stripe, `unavailable` when Stripe is down.
 */
export async function openPortal(ctx: TenantContext, { flow }: PortalInput = {}): Promise<{ url: string }> {
  refuseImpersonation(ctx);
  const budget = stripeBudget();
  const customer = await requireCustomer(ctx, budget);
  const returnUrl = `${env.APP_URL}/billing/return?organization=${ctx.organizationId}`;
  const back = { type: "redirect" as const, redirect: { return_url: returnUrl } };
  const configurations = await budget.call((stripe) =>
    stripe.billingPortal.configurations.list({ active: true, limit: 100 }),
  );
  const configuration = portalConfigurationOf(catalog, configurations.data);
  const { url } = await budget.call((stripe) =>
    stripe.billingPortal.sessions.create({
      customer,
      return_url: returnUrl,
      ...(flow ? { flow_data: { type: flow, after_completion: back } } : {}),
      ...(configuration ? { configuration: configuration.id } : {}),
    }),
  );
  await recordAudit(ctx, {
    organizationId: ctx.organizationId,
    action: "billing.portal_opened",
    ...(flow ? { details: { flow } } : {}),
  });
  return { url };
}
