import "server-only";
import { eq } from "drizzle-orm";
import { trials } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { appUrl } from "@/lib/auth";
import { mailBilling, organizationName } from "@/lib/billing";
import type { TenantContext } from "@/lib/context";
import { addDays, day } from "@/lib/durations";
import { conflict, found } from "@/lib/errors";
import type { ExtendTrialInput } from "./input";
import { lockSubscription } from "./lock-subscription";

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
  const { status, stripeSubscriptionId } = await lockSubscription(ctx);
  if (stripeSubscriptionId !== null || (status !== null && status !== "incomplete")) {
    throw conflict("This organization already has a plan, so there is no trial to extend.", { status });
  }
  const [trial] = await ctx.tx.select().from(trials).where(eq(trials.organizationId, organizationId)).for("update");
  const { startedAt, endsAt: before } = found(trial, "organization");
  const trialEndsAt = extendedEnd({ startedAt, endsAt: before }, days, ctx.now);
  await ctx.tx
    .update(trials)
    .set({ endsAt: trialEndsAt, endedAt: null, refusedDomain: null, verifyBy: null })
    .where(eq(trials.organizationId, organizationId));
  await recordAudit(ctx, {
    organizationId,
    action: "admin.trial_extended",
    details: { days, reason, from: before, to: trialEndsAt },
  });
  await mailBilling(ctx, {
    template: "trial-extended",
    key: `trial-extended:${trialEndsAt.toISOString()}`,
    props: {
      organization: await organizationName(ctx),
      days,
      trialEndsAt: trialEndsAt.toISOString(),
      dashboardUrl: appUrl("/dashboard"),
    },
  });
  return { organizationId, status: "trialing", trialEndsAt };
}

/** The longest trial Stripe allows (docs.stripe.com/billing/subscriptions/trials). */
const longestTrialDays = 730;

/**
 * The end of a trial extended by `days`: from its current end, or from now if that has passed.
 *
 * @throws GatehouseError `conflict` when the trial would last over 730 days.
 */
function extendedEnd({ startedAt, endsAt }: { startedAt: Date; endsAt: Date }, days: number, now: Date): Date {
  const end = addDays(endsAt > now ? endsAt : now, days);
  if (end.getTime() - startedAt.getTime() > longestTrialDays * day) {
    throw conflict(`A trial can last at most ${longestTrialDays} days.`, { trialStartedAt: startedAt.toISOString() });
  }
  return end;
}
