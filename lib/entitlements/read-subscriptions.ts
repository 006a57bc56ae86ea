import "server-only";
import { eq, inArray } from "drizzle-orm";
import { subscriptions, suspensions, trials } from "@/db/schema";
import type { Context } from "@/lib/context";
import { organizationState } from "@/lib/trials";
import type { Grants } from "./resolve/entitlements";

type Stored = Grants["subscription"] & {
  organizationId: string;
  /** The whole rows, for pages that show more of them: they needn't read them again. */
  mirror: typeof subscriptions.$inferSelect;
  trial: typeof trials.$inferSelect;
};

/** The rows of these organizations' subscriptions, trials and suspensions that entitlements depend on. */
export async function readSubscriptions({ tx, now }: Context, organizationIds: readonly string[]): Promise<Stored[]> {
  const rows = await tx
    .select({ mirror: subscriptions, trial: trials, suspendedAt: suspensions.suspendedAt })
    .from(subscriptions)
    .innerJoin(trials, eq(trials.organizationId, subscriptions.organizationId))
    .leftJoin(suspensions, eq(suspensions.organizationId, subscriptions.organizationId))
    .where(inArray(subscriptions.organizationId, [...organizationIds]));
  return rows.map(({ mirror, trial, suspendedAt }) => ({
    organizationId: mirror.organizationId,
    mirror,
    trial,
    ...organizationState(mirror, trial, now),
    trialEndsAt: trial.endsAt,
    stripeTrialEndsAt: mirror.status === "trialing" ? (mirror.trialEndsAt ?? mirror.currentPeriodEnd) : null,
    trialRefusedDomain: trial.refusedDomain,
    verifyBy: trial.verifyBy,
    suspendedAt,
    failedPayments: mirror.failedPayments,
    pastDueSince: mirror.pastDueSince,
    endedAt: mirror.endedAt,
    collectionMethod: mirror.collectionMethod,
    pausedBehavior: mirror.pausedBehavior,
    entitlementsVersion: mirror.entitlementsVersion,
  }));
}
