import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { reconciliations } from "@/db/schema";
import { isLoggedEvent, listUndelivered, storeFetched } from "@/lib/billing";
import { type Context, withPlatform } from "@/lib/context";
import { pace } from "./pace";
import type { Reconciliation } from "./progress";
import { reconciler } from "./reconciler";
import type { Step } from "./step";

const day = 24 * 60 * 60 * 1000;
/** Stripe keeps events for 30 days, and tries to deliver them for three. */
const keptDays = 30;
const triedDays = 3;

/** Events Stripe could not deliver go into the event log as if they had been: it is the record of everything it sent. */
export async function fetchEvents({ cursor, startedAt }: Reconciliation): Promise<Step> {
  await pace(1);
  const since = await withPlatform(reconciler, (ctx) => fetchSince(ctx, startedAt));
  const { data, next } = await listUndelivered(since, cursor);
  const eventsFetched = await withPlatform(reconciler, (ctx) => storeFetched(ctx, data.filter(isLoggedEvent)));
  return { next, seen: { eventsFetched }, repairs: [] };
}

/** What the last finished run saw need not be fetched again, but for what Stripe was still trying then. */
async function fetchSince({ tx }: Context, startedAt: Date): Promise<Date> {
  const [last] = await tx
    .select({ startedAt: reconciliations.startedAt })
    .from(reconciliations)
    .where(and(eq(reconciliations.status, "done")))
    .orderBy(desc(reconciliations.startedAt))
    .limit(1);
  const oldest = startedAt.getTime() - keptDays * day;
  return new Date(last ? Math.max(oldest, last.startedAt.getTime() - triedDays * day) : oldest);
}
