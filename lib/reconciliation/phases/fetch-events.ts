import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { reconciliations } from "@/db/schema";
import { storeFetched } from "@/lib/billing";
import { type Context, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import type { Reconciliation } from "../progress";
import { isSubscribedEvent, listUndelivered } from "../stripe/list-stripe";
import { pace } from "../stripe/pace";
import { reconciler } from "../verify/reconciler";
import type { Step } from "./step";

/** Stripe keeps events for 30 days, and retries delivery for 3. */
const retentionDays = 30;
const retryDays = 3;

/** Stores events that Stripe couldn't deliver in the event log, which is the complete record of Stripe's events. */
export async function fetchEvents({ cursor, startedAt }: Reconciliation): Promise<Step> {
  await pace(1);
  const since = await withPlatform(reconciler, (ctx) => fetchSince(ctx, startedAt));
  const { data, next } = await listUndelivered(since, cursor);
  const eventsFetched = await withPlatform(reconciler, (ctx) => storeFetched(ctx, data.filter(isSubscribedEvent)));
  return { next, seen: { eventsFetched }, repairs: [] };
}

/** Events from before the last finished run were fetched then, except those Stripe was still retrying. */
async function fetchSince({ tx }: Context, startedAt: Date): Promise<Date> {
  const [last] = await tx
    .select({ startedAt: reconciliations.startedAt })
    .from(reconciliations)
    .where(and(eq(reconciliations.status, "done")))
    .orderBy(desc(reconciliations.startedAt))
    .limit(1);
  const oldest = addDays(startedAt, -retentionDays);
  const retried = last && addDays(last.startedAt, -retryDays);
  return retried && retried > oldest ? retried : oldest;
}
