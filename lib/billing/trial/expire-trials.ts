import "server-only";
import { and, eq, isNull, lte } from "drizzle-orm";
import { subscriptions, trials } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { catalog, planName } from "@/lib/catalog";
import { type Context, inTenant, type TenantContext } from "@/lib/context";
import { env } from "@/lib/env";
import { emitWebhook } from "@/lib/webhooks";
import { organizationName } from "../notify/billing-people";
import { mailBilling } from "../notify/mail-billing";

/** Per transaction. The next run does the rest. */
const batchSize = 500;

/**
 * Records and announces the end of trials that are over without a purchase, once each. Status and access have already
 * changed with the clock.
 * @returns how many it recorded.
 */
export async function expireTrials(ctx: Context): Promise<number> {
  const over = await ctx.tx
    .select({
      organizationId: trials.organizationId,
      planKey: trials.planKey,
      trialEndsAt: trials.endsAt,
      verifyBy: trials.verifyBy,
    })
    .from(trials)
    .innerJoin(subscriptions, eq(subscriptions.organizationId, trials.organizationId))
    .where(and(isNull(trials.endedAt), lte(trials.endsAt, ctx.now), isNull(subscriptions.status)))
    .limit(batchSize)
    .for("update", { skipLocked: true });
  for (const { organizationId, planKey, trialEndsAt, verifyBy } of over) {
    await ctx.tx.update(trials).set({ endedAt: ctx.now }).where(eq(trials.organizationId, organizationId));
    await recordAudit(ctx, { organizationId, action: "billing.trial_expired", details: { trialEndsAt } });
    // A trial that was on hold gets no email about its end: it wasn't running, and its owners know why.
    const ran = verifyBy === null || verifyBy >= trialEndsAt;
    if (ran) await announceEnd(inTenant(ctx, organizationId), planKey, trialEndsAt);
    await emitWebhook(ctx, {
      type: "trial.ended",
      organizationId,
      data: { plan: planKey, trialEndsAt: trialEndsAt.toISOString() },
      dedupeKey: `trial.ended:${organizationId}:${trialEndsAt.toISOString()}`,
    });
  }
  return over.length;
}

async function announceEnd(ctx: TenantContext, planKey: string, endedAt: Date): Promise<void> {
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
