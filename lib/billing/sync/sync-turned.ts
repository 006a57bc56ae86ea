import "server-only";
import { and, eq, exists, gt, isNotNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { discounts, scheduledChanges, subscriptions } from "@/db/schema";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { sendJobs } from "@/lib/jobs";
import { delinquentAfterDays } from "@/lib/metrics";

/** Per run. The next one does the rest. */
const batchSize = 1_000;

/**
 * Syncs the customers whose mirror says something that has passed by now: a discount or a pause that has ended, a scheduled
 * change that took effect, a trial at Stripe that is over, a payment that is late for three weeks. Stripe sends no event about
 * some of these, and the event about another may be lost.
 * @returns how many syncs it sent.
 */
export async function syncTurned(ctx: Context): Promise<number> {
  const rows = await ctx.tx
    .select({ customerId: subscriptions.stripeCustomerId })
    .from(subscriptions)
    .where(and(isNotNull(subscriptions.stripeCustomerId), hasTurned(ctx)))
    .limit(batchSize);
  const jobs = rows.flatMap(({ customerId }) => (customerId ? [{ input: { customerId }, key: customerId }] : []));
  await sendJobs(ctx, "sync-customer", jobs);
  return jobs.length;
}

function hasTurned({ tx, now }: Context): SQL | undefined {
  const ofRow = (column: PgColumn) => eq(column, subscriptions.organizationId);
  return or(
    exists(
      tx
        .select({ one: sql`1` })
        .from(discounts)
        .where(and(ofRow(discounts.organizationId), lte(discounts.endsAt, now))),
    ),
    exists(
      tx
        .select({ one: sql`1` })
        .from(scheduledChanges)
        .where(and(ofRow(scheduledChanges.organizationId), lte(scheduledChanges.effectiveAt, now))),
    ),
    and(eq(subscriptions.status, "trialing"), lte(subscriptions.trialEndsAt, now)),
    and(eq(subscriptions.status, "paused"), lte(subscriptions.resumesAt, now)),
    and(
      eq(subscriptions.status, "past_due"),
      gt(subscriptions.mrr, 0),
      lte(subscriptions.pastDueSince, addDays(now, -delinquentAfterDays)),
    ),
  );
}
