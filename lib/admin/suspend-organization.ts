import "server-only";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { appUrl } from "@/lib/auth";
import { mailBilling, organizationName } from "@/lib/billing";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import type { SuspensionInput } from "./input";
import { lockSubscription } from "./lock-subscription";

/**
 * Blocks an organization, but for its billing. Nothing is deleted, and what it pays goes on: that is Stripe's business.
 *
 * @throws GatehouseError `not_found`, `conflict` when it is suspended already.
 */
export async function suspendOrganization(
  ctx: TenantContext,
  { reason }: SuspensionInput,
): Promise<{ organizationId: string; suspendedAt: Date }> {
  const { organizationId } = ctx;
  const subscription = await lockSubscription(ctx);
  if (subscription.suspendedAt) {
    throw conflict("It is suspended already.", { suspendedAt: subscription.suspendedAt.toISOString() });
  }
  await ctx.tx
    .update(subscriptions)
    .set({ suspendedAt: ctx.now, suspendedReason: reason, updatedAt: ctx.now })
    .where(eq(subscriptions.organizationId, organizationId));
  await recordAudit(ctx, { organizationId, action: "admin.suspended", details: { reason } });
  await mailBilling(ctx, {
    template: "suspended",
    key: `suspended:v${subscription.entitlementsVersion}`,
    props: { organization: await organizationName(ctx), billingUrl: appUrl("/billing") },
  });
  return { organizationId, suspendedAt: ctx.now };
}
