import "server-only";
import { eq } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { appUrl } from "@/lib/auth";
import { mailBilling, organizationName } from "@/lib/billing";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import type { ExtendTrialInput } from "./input";
import { lockSubscription } from "./lock-subscription";
import { extendedEnd } from "./trial-extension";

/**
 * Extends the trial of an organization that hasn't bought a plan: from its end, or from now if that has passed. Also starts
 * a trial that was refused because the company had one before, or that waits for a verified email.
 *
 * @throws GatehouseError `not_found`, `conflict` if it has a plan, or if the trial would last over 730 days.
 */
export async function extendTrial(
  ctx: TenantContext,
  { days, reason }: ExtendTrialInput,
): Promise<{ organizationId: string; status: "trialing"; trialEndsAt: Date }> {
  const { organizationId } = ctx;
  const subscription = await lockSubscription(ctx);
  const { status, trialEndsAt: before, stripeSubscriptionId } = subscription;
  if (stripeSubscriptionId !== null || (status !== "trialing" && status !== "expired" && status !== "incomplete")) {
    throw conflict("This organization already has a plan, so there is no trial to extend.", { status });
  }
  const trialEndsAt = extendedEnd(subscription, days, ctx.now);
  await ctx.tx
    .update(subscriptions)
    .set({ status: "trialing", trialEndsAt, trialRefusedDomain: null, verifyBy: null, updatedAt: ctx.now })
    .where(eq(subscriptions.organizationId, organizationId));
  await recordAudit(ctx, {
    organizationId,
    action: "admin.trial_extended",
    details: { days, reason, from: before, to: trialEndsAt },
  });
  await mailBilling(ctx, {
    template: "trial-extended",
    key: `trial-extended:v${subscription.entitlementsVersion}`,
    props: {
      organization: await organizationName(ctx),
      days,
      trialEndsAt: trialEndsAt.toISOString(),
      dashboardUrl: appUrl("/dashboard"),
    },
  });
  return { organizationId, status: "trialing", trialEndsAt };
}
