import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import { otherSubscriptions, subscriptions, suspensions, trials } from "@/db/schema";
import type { Context } from "@/lib/context";
import { organizationState } from "@/lib/trials";
import type { Grants } from "./resolve/entitlements";

type Stored = Grants["subscription"] & {
  organizationId: string;
  /** The whole rows, for pages that show more of them: they needn't read them again. */
  mirror: typeof subscriptions.$inferSelect;
  trial: typeof trials.$inferSelect;
};

/** The plans of other subscriptions that Stripe provisions: it says so when a trial of one ends, or a payment fails. */
const otherPlans = sql<string[]>`array(
  select ${otherSubscriptions.planKey} from ${otherSubscriptions}
  where ${otherSubscriptions.organizationId} = ${subscriptions.organizationId}
    and ${otherSubscriptions.kind} = 'second_plan' and ${otherSubscriptions.status} in ('active', 'trialing')
  order by ${otherSubscriptions.createdAt})`;

/** The rows of these organizations' subscriptions, trials and suspensions that entitlements depend on. */
export async function readSubscriptions({ tx, now }: Context, organizationIds: readonly string[]): Promise<Stored[]> {
  const rows = await tx
    .select({ mirror: subscriptions, trial: trials, suspendedAt: suspensions.suspendedAt, otherPlans })
    .from(subscriptions)
    .innerJoin(trials, eq(trials.organizationId, subscriptions.organizationId))
    .leftJoin(suspensions, eq(suspensions.organizationId, subscriptions.organizationId))
    .where(inArray(subscriptions.organizationId, [...organizationIds]));
  return rows.map(({ mirror, trial, suspendedAt, otherPlans }) => ({
    organizationId: mirror.organizationId,
    mirror,
    trial,
    ...organizationState(mirror, trial, now),
    trialEndsAt: trial.endsAt,
    stripeTrialEndsAt: mirror.status === "trialing" ? (mirror.trialEndsAt ?? mirror.currentPeriodEnd) : null,
    trialRefusedDomain: trial.refusedDomain,
    verifyBy: trial.verifyBy,
    suspendedAt,
    otherPlans,
    failedPayments: mirror.failedPayments,
    pastDueSince: mirror.pastDueSince,
    endedAt: mirror.endedAt,
    collectionMethod: mirror.collectionMethod,
    pausedBehavior: mirror.pausedBehavior,
    currency: mirror.currency,
    entitlementsVersion: mirror.entitlementsVersion,
  }));
}
