import "server-only";
import { and, asc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import { emails, organizations, subscriptions, trials } from "@/db/schema";
import { catalog, planName } from "@/lib/catalog";
import { type Context, inTenant } from "@/lib/context";
import { daysUntil } from "@/lib/durations";
import { env } from "@/lib/env";
import { onTrialAt } from "@/lib/trials";
import { emitWebhook } from "@/lib/webhooks";
import { mailBilling } from "../notify/mail-billing";
import { type TrialStage, trialStage, trialStages } from "./trial-stage";

/** Per transaction, those that end first. The next run does the rest. */
const batchSize = 1_000;

/**
 * Sends notices 7, 3 and 1 day before a trial ends, to the instant. Each notice has a key, so concurrent runs write it
 * once; after an extension the new end is announced again. A notice missed while no worker ran is sent late, but never
 * after the next one is due.
 * @returns how many notices it wrote.
 */
export async function sendTrialNotices(ctx: Context): Promise<number> {
  const due = (await Promise.all(trialStages.map((stage) => withoutNotice(ctx, stage)))).flat();
  for (const { organizationId, organization, planKey, trialEndsAt, stage } of due) {
    await mailBilling(inTenant(ctx, organizationId), {
      template: "trial-ending",
      key: `trial-ending:${stage}:${trialEndsAt.toISOString()}`,
      props: {
        organization,
        plan: planName(catalog, planKey),
        daysLeft: daysUntil(trialEndsAt, ctx.now),
        trialEndsAt: trialEndsAt.toISOString(),
        billingUrl: `${env.APP_URL}/billing`,
      },
    });
    if (stage <= 3) await emitEnding(ctx, organizationId, planKey, trialEndsAt);
  }
  return due.length;
}

/** The platform's own systems get one event, from three days before on. */
const emitEnding = (ctx: Context, organizationId: string, plan: string, endsAt: Date) =>
  emitWebhook(ctx, {
    type: "trial.ending",
    organizationId,
    data: { plan, trialEndsAt: endsAt.toISOString() },
    dedupeKey: `trial.ending:${organizationId}:${endsAt.toISOString()}`,
  });

/** Trials in a stage whose notice hasn't been written since the stage began. */
async function withoutNotice({ tx, now }: Context, stage: TrialStage) {
  const rows = await tx
    .select({
      organizationId: trials.organizationId,
      organization: organizations.name,
      planKey: trials.planKey,
      trialEndsAt: trials.endsAt,
    })
    .from(trials)
    .innerJoin(subscriptions, eq(subscriptions.organizationId, trials.organizationId))
    .innerJoin(organizations, eq(organizations.id, trials.organizationId))
    .where(
      and(
        onTrialAt(now),
        isNull(subscriptions.status),
        // A trial on hold doesn't run: its owners are asked to verify instead.
        or(isNull(trials.verifyBy), gt(trials.verifyBy, now)),
        lte(trials.endsAt, sql`${now.toISOString()}::timestamptz + ${stage} * interval '1 day'`),
        sql`not exists (select from ${emails} where ${emails.organizationId} = ${trials.organizationId}
          and ${emails.template} = 'trial-ending'
          and ${emails.createdAt} >= ${trials.endsAt} - ${stage} * interval '1 day')`,
      ),
    )
    .orderBy(asc(trials.endsAt))
    .limit(batchSize);
  return rows.flatMap((row) => (trialStage(row.trialEndsAt, now)?.days === stage ? [{ ...row, stage }] : []));
}
