import "server-only";
import type { Context } from "@/lib/context";
import { hour } from "@/lib/durations";
import { env } from "@/lib/env";
import { queueStates, recentRuns, workerIsAlive } from "@/lib/jobs";
import { listNightlyExports } from "./list-nightly";

/** A night that is later than this has failed or has had no worker. */
const lateAfter = 26 * hour;

/** How many runs are kept apart from the nights: those that failed wrote none. */
const runsShown = 10;

export type NightlyFacts = Awaited<ReturnType<typeof nightlyFacts>>;

/** What the page of the nightly exports shows. A folder that can't be read is a fact too. */
export async function nightlyFacts(ctx: Context) {
  const [listed] = await Promise.allSettled([listNightlyExports()]);
  const nights = listed.status === "fulfilled" ? listed.value : [];
  const queues = await queueStates(ctx);
  const latest = nights[0];
  return {
    now: ctx.now,
    enabled: env.EXPORT_DIR !== undefined,
    unreadable: listed.status === "rejected",
    late: latest !== undefined && ctx.now.getTime() - new Date(latest.asOf).getTime() > lateAfter,
    nights: nights.map(({ linksExpireAt: _, ...night }) => night),
    alive: await workerIsAlive(ctx),
    queues,
    queue: queues.find(({ name }) => name === "export-nightly"),
    runs: await recentRuns(ctx, { queue: "export-nightly", limit: runsShown }),
  };
}
