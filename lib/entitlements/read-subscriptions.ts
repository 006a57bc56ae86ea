import "server-only";
import { eq, inArray } from "drizzle-orm";
import { subscriptions, suspensions, trials } from "@/db/schema";
import type { Context } from "@/lib/context";
import { organizationState } from "@/lib/trials";
import type { Grants } from "./resolve";

type Stored = Grants["subscription"] & { organizationId: string };

/** What is stored of these organizations' subscriptions, trials and suspensions that entitlements depend on. */
export async function readSubscriptions({ tx, now }: Context, organizationIds: readonly string[]): Promise<Stored[]> {
  const rows = await tx
    .select({ subscription: subscriptions, trial: trials, suspendedAt: suspensions.suspendedAt })
    .from(subscriptions)
    .innerJoin(trials, eq(trials.organizationId, subscriptions.organizationId))
    .leftJoin(suspensions, eq(suspensions.organizationId, subscriptions.organizationId))
    .where(inArray(subscriptions.organizationId, [...organizationIds]));
  return rows.map(({ subscription, trial, suspendedAt }) => ({
    organizationId: subscription.organizationId,
    ...organizationState(subscription, trial, now),
    trialEndsAt: trial.endsAt,
    trialRefusedDomain: trial.refusedDomain,
    verifyBy: trial.verifyBy,
    suspendedAt,
    failedPayments: subscription.failedPayments,
    pastDueSince: subscription.pastDueSince,
    endedAt: subscription.endedAt,
    entitlementsVersion: subscription.entitlementsVersion,
  }));
}
