import "server-only";
import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import { emails, organizations, subscriptions } from "@/db/schema";
import { catalog, planName } from "@/lib/catalog";
import { type Context, inTenant } from "@/lib/context";
import { env } from "@/lib/env";
import { emitWebhook } from "@/lib/webhooks";
import { mailBilling } from "../news/mail-billing";
import { daysBegun, type TrialStage, trialStage, trialStages } from "./trial-stage";

/** So many in one transaction, those that end first before the others; the rest come with the next run. */
const most = 1_000;

/**
 * Tells 7, 3 and 1 day before a trial ends that it does, by each trial's own clock. Each notice has a key, so two runs at
 * once write it once; after an extension the new end is told anew. A notice missed while no worker ran comes late, but
 * never after the next one is due.
 *
 * @returns how many organizations were told.
 */
export async function sendTrialNotices(ctx: Context): Promise<number> {
  const due = (await Promise.all(trialStages.map((stage) => untold(ctx, stage)))).flat();
  for (const { organizationId, organization, planKey, trialEndsAt, stage } of due) {
    await mailBilling(inTenant(ctx, organizationId), {
      template: "trial-ending",
      key: `trial-ending:${stage}:${trialEndsAt.toISOString()}`,
      props: {
        organization,
        plan: planName(catalog, planKey),
        daysLeft: daysBegun(trialEndsAt, ctx.now),
        trialEndsAt: trialEndsAt.toISOString(),
        billingUrl: `${env.APP_URL}/billing`,
      },
    });
    if (stage <= 3) await emitEnding(ctx, organizationId, planKey, trialEndsAt);
  }
  return due.length;
}

/** The platform owner's systems are told once, from three days before on. */
const emitEnding = (ctx: Context, organizationId: string, plan: string, endsAt: Date) =>
  emitWebhook(ctx, {
    type: "trial.ending",
    organizationId,
    data: { plan, trialEndsAt: endsAt.toISOString() },
    dedupeKey: `trial.ending:${organizationId}:${endsAt.toISOString()}`,
  });

/** Trials in a stage of whose end nothing was written since the stage began. */
async function untold({ tx, now }: Context, stage: TrialStage) {
  const rows = await tx
    .select({
      organizationId: subscriptions.organizationId,
      organization: organizations.name,
      planKey: subscriptions.planKey,
      trialEndsAt: subscriptions.trialEndsAt,
    })
    .from(subscriptions)
    .innerJoin(organizations, eq(organizations.id, subscriptions.organizationId))
    .where(
      and(
        eq(subscriptions.status, "trialing"),
        gt(subscriptions.trialEndsAt, now),
        lte(subscriptions.trialEndsAt, sql`${now.toISOString()}::timestamptz + ${stage} * interval '1 day'`),
        sql`not exists (select from ${emails} where ${emails.organizationId} = ${subscriptions.organizationId}
          and ${emails.template} = 'trial-ending'
          and ${emails.createdAt} >= ${subscriptions.trialEndsAt} - ${stage} * interval '1 day')`,
      ),
    )
    .orderBy(asc(subscriptions.trialEndsAt))
    .limit(most);
  return rows.flatMap((row) => (trialStage(row.trialEndsAt, now)?.days === stage ? [{ ...row, stage }] : []));
}
