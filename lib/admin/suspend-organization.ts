import "server-only";
import { eq } from "drizzle-orm";
import { suspensions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { appUrl } from "@/lib/auth";
import { mailBilling, organizationName } from "@/lib/billing";
import type { TenantContext } from "@/lib/context";
import { conflict } from "@/lib/errors";
import { sendJob } from "@/lib/jobs";
import type { SuspensionInput } from "./input";
import { lockSubscription } from "./lock-subscription";

/**
 * Blocks an organization's access to everything except billing. Nothing is deleted, and its subscription continues. Checkout pages
 * that are open expire.
 *
 * @throws GatehouseError `not_found`, `conflict` if it is already suspended.
 */
export async function suspendOrganization(
  ctx: TenantContext,
  { reason }: SuspensionInput,
): Promise<{ organizationId: string; suspendedAt: Date }> {
  const { organizationId } = ctx;
  const { stripeCustomerId } = await lockSubscription(ctx);
  const [known] = await ctx.tx.select().from(suspensions).where(eq(suspensions.organizationId, organizationId));
  if (known)
    throw conflict("This organization is already suspended.", { suspendedAt: known.suspendedAt.toISOString() });
  await ctx.tx.insert(suspensions).values({
    organizationId,
    suspendedAt: ctx.now,
    suspendedBy: ctx.actor.kind === "user" ? ctx.actor.id : null,
    reason,
  });
  await recordAudit(ctx, { organizationId, action: "admin.suspended", details: { reason } });
  // By a job: suspending never waits for Stripe.
  if (stripeCustomerId) await sendJob(ctx, "expire-checkouts", { organizationId }, organizationId);
  await mailBilling(ctx, {
    template: "suspended",
    key: `suspended:${ctx.now.toISOString()}`,
    props: { organization: await organizationName(ctx), billingUrl: appUrl("/billing") },
  });
  return { organizationId, suspendedAt: ctx.now };
}
