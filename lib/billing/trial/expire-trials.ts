import "server-only";
import { and, eq, isNull, lte } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { catalog, planName } from "@/lib/catalog";
import { type Context, inTenant, type TenantContext } from "@/lib/context";
import { env } from "@/lib/env";
import { emitWebhook } from "@/lib/webhooks";
import { organizationName } from "../news/billing-people";
import { mailBilling } from "../news/mail-billing";

/** So many in one transaction; the rest come with the next run. */
const most = 500;

/**
 * Ends the trials that are over and in which nothing was bought. Access has ended by the clock already; this makes the
 * status say so, and the audit log, and an e-mail.
 *
 * @returns how many it ended.
 */
export async function expireTrials(ctx: Context): Promise<number> {
  const over = await ctx.tx
    .select({
      organizationId: subscriptions.organizationId,
      planKey: subscriptions.planKey,
      trialEndsAt: subscriptions.trialEndsAt,
    })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.status, "trialing"),
        lte(subscriptions.trialEndsAt, ctx.now),
        isNull(subscriptions.stripeSubscriptionId),
      ),
    )
    .limit(most)
    .for("update", { skipLocked: true });
  for (const { organizationId, planKey, trialEndsAt } of over) {
    await ctx.tx
      .update(subscriptions)
      .set({ status: "expired", updatedAt: ctx.now })
      .where(eq(subscriptions.organizationId, organizationId));
    await recordAudit(ctx, { organizationId, action: "billing.trial_expired", details: { trialEndsAt } });
    await tellEnded(inTenant(ctx, organizationId), planKey, trialEndsAt);
    await emitWebhook(ctx, {
      type: "trial.ended",
      organizationId,
      data: { plan: planKey, trialEndsAt: trialEndsAt.toISOString() },
      dedupeKey: `trial.ended:${organizationId}:${trialEndsAt.toISOString()}`,
    });
  }
  return over.length;
}

async function tellEnded(ctx: TenantContext, planKey: string, endedAt: Date): Promise<void> {
  const { fallback } = catalog.trial;
  await mailBilling(ctx, {
    template: "trial-ended",
    key: `trial-ended:${endedAt.toISOString()}`,
    props: {
      organization: await organizationName(ctx),
      plan: planName(catalog, planKey),
      fallbackPlan: fallback === "read_only" ? null : planName(catalog, fallback.plan),
      billingUrl: `${env.APP_URL}/billing`,
    },
  });
}
