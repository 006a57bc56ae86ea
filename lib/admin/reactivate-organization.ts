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

/** Lifts a suspension. @throws GatehouseError `not_found`, `conflict` if it isn't suspended. */
export async function reactivateOrganization(
  ctx: TenantContext,
  { reason }: SuspensionInput,
): Promise<{ organizationId: string; suspendedAt: null }> {
  const { organizationId } = ctx;
  const subscription = await lockSubscription(ctx);
  if (!subscription.suspendedAt) throw conflict("This organization isn't suspended.");
  await ctx.tx
    .update(subscriptions)
    .set({ suspendedAt: null, suspendedReason: null, updatedAt: ctx.now })
    .where(eq(subscriptions.organizationId, organizationId));
  await recordAudit(ctx, {
    organizationId,
    action: "admin.reactivated",
    details: { reason, suspendedAt: subscription.suspendedAt },
  });
  await mailBilling(ctx, {
    template: "reactivated",
    key: `reactivated:v${subscription.entitlementsVersion}`,
    props: { organization: await organizationName(ctx), dashboardUrl: appUrl("/dashboard") },
  });
  return { organizationId, suspendedAt: null };
}
