import "server-only";
import { and, eq, isNull, lte } from "drizzle-orm";
import { subscriptions } from "@/db/schema";
import { recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";

/** So many in one transaction; the rest come with the next run. */
const most = 500;

/**
 * Ends the trials that are over and in which nothing was bought. Access has ended by the clock already; this makes the
 * status say so, and the audit log.
 *
 * @returns how many it ended.
 */
export async function expireTrials(ctx: Context): Promise<number> {
  const over = await ctx.tx
    .select({ organizationId: subscriptions.organizationId, trialEndsAt: subscriptions.trialEndsAt })
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
  for (const { organizationId, trialEndsAt } of over) {
    await ctx.tx
      .update(subscriptions)
      .set({ status: "expired", updatedAt: ctx.now })
      .where(eq(subscriptions.organizationId, organizationId));
    await recordAudit(ctx, { organizationId, action: "billing.trial_expired", details: { trialEndsAt } });
  }
  return over.length;
}
