import "server-only";
import { eq } from "drizzle-orm";
import { trials } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import { moveStripeTrial } from "@/lib/billing";
import type { TenantContext } from "@/lib/context";
import { addDays, day } from "@/lib/durations";
import { conflict, found } from "@/lib/errors";
import { sendJob } from "@/lib/jobs";
import { type ExtendTrialInput, longestTrialDays } from "./input";
import { lockSubscription } from "./lock-subscription";
import { announceLongerTrial } from "./organization/announce-trial";

/**
 * Extends a trial, from its end, or from now if that has passed: the trial before a purchase, or the one that a subscription
 * has at Stripe. Also starts a trial that was refused because the company had one before, or that waits for a verified email.
 *
 * @throws GatehouseError `not_found`, `conflict` if it has a plan that isn't on trial, or if the trial would last over 730 days.
 */
export async function extendTrial(
  ctx: TenantContext,
  { days, reason }: ExtendTrialInput,
): Promise<{ organizationId: string; status: "trialing"; trialEndsAt: Date }> {
  const { organizationId } = ctx;
  const subscription = await lockSubscription(ctx);
  const { from, to } =
    subscription.status === "trialing"
      ? await extendAtStripe(ctx, subscription, days)
      : await extendHere(ctx, subscription, days);
  await recordAudit(ctx, { organizationId, action: "admin.trial_extended", details: { days, reason, from, to } });
  await announceLongerTrial(ctx, { days, trialEndsAt: to });
  return { organizationId, status: "trialing", trialEndsAt: to };
}

type Subscription = Awaited<ReturnType<typeof lockSubscription>>;
type Moved = { from: Date; to: Date };

async function extendHere(ctx: TenantContext, { status }: Subscription, days: number): Promise<Moved> {
  const { organizationId } = ctx;
  if (status !== null && status !== "incomplete") {
    throw conflict("This organization already has a plan, so there is no trial to extend.", { status });
  }
  const [trial] = await ctx.tx.select().from(trials).where(eq(trials.organizationId, organizationId)).for("update");
  const { startedAt, endsAt: from } = found(trial, "organization");
  const to = extendedEnd({ startedAt, endsAt: from }, days, ctx.now);
  await ctx.tx
    .update(trials)
    .set({ endsAt: to, endedAt: null, refusedDomain: null, verifyBy: null })
    .where(eq(trials.organizationId, organizationId));
  return { from, to };
}

/** The mirror follows with the sync, which a job does if the caller doesn't. */
async function extendAtStripe(ctx: TenantContext, subscription: Subscription, days: number): Promise<Moved> {
  const { trialEndsAt, currentPeriodEnd, currentPeriodStart, stripeCustomerId } = subscription;
  const from = trialEndsAt ?? currentPeriodEnd ?? ctx.now;
  const to = extendedEnd({ startedAt: currentPeriodStart ?? ctx.now, endsAt: from }, days, ctx.now);
  await moveStripeTrial(ctx, to);
  if (stripeCustomerId) await sendJob(ctx, "sync-customer", { customerId: stripeCustomerId }, stripeCustomerId);
  return { from, to };
}

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
