import "server-only";
import { and, asc, gte, lt, not, sql } from "drizzle-orm";
import { healthSamples } from "@/db/schema";
import { wallNow } from "@/lib/clock";
import { type Context, withoutTenant } from "@/lib/context";
import { deleteBatch } from "@/lib/delete-batch";
import { addDays, second } from "@/lib/durations";
import { logger } from "@/lib/logger";
import { checkHealth } from "./check-health";
import { type Findings, type Sample, sampledEveryMs, shownDays } from "./history";

/** A day's worth: while the database is down, samples wait for it in memory. */
const maxWaiting = 288;
let waiting: Sample[] = [];

const inDatabase = <T>(work: (ctx: Context) => Promise<T>) =>
  withoutTenant({ actor: { kind: "system", id: "worker" } }, work);

/** Checks every part and stores the result with those that couldn't be stored before. Never throws. */
export async function takeSample(at = wallNow()): Promise<void> {
  const { checks } = await checkHealth();
  const start = new Date(Math.floor(at.getTime() / sampledEveryMs) * sampledEveryMs);
  const { database, worker, stripe } = checks;
  waiting.push({ at: start, database: database === "ok", worker: worker === "ok", stripe: stripe === "ok" });
  waiting = waiting.slice(-maxWaiting);
  try {
    const stored = [...waiting];
    await inDatabase((ctx) => storeSamples(ctx, stored));
    waiting = waiting.filter((sample) => !stored.includes(sample));
  } catch (error) {
    logger.warn({ err: error }, "health samples are kept in memory until the database is back");
  }
}

/** Stores samples, and deletes some that are older than what is shown. Of two for the same time, the one that found something down counts. */
export async function storeSamples(ctx: Context, samples: readonly Sample[]): Promise<void> {
  for (const sample of samples) {
    await ctx.tx
      .insert(healthSamples)
      .values(sample)
      .onConflictDoUpdate({
        target: healthSamples.at,
        set: {
          database: sql`${healthSamples.database} and excluded.database`,
          worker: sql`${healthSamples.worker} and excluded.worker`,
          stripe: sql`${healthSamples.stripe} and excluded.stripe`,
        },
      });
  }
  await deleteBatch(ctx, healthSamples, lt(healthSamples.at, addDays(ctx.wall, -shownDays - 1)), 1_000);
}

/** What the samples of the last 90 days say. */
export async function readFindings({ tx, wall }: Context): Promise<Findings> {
  const start = addDays(wall, -shownDays);
  const shown = gte(healthSamples.at, start);
  const [first] = await tx
    .select({ at: healthSamples.at })
    .from(healthSamples)
    .where(shown)
    .orderBy(asc(healthSamples.at))
    .limit(1);
  const failed = await tx
    .select()
    .from(healthSamples)
    .where(and(shown, not(sql`(${healthSamples.database} and ${healthSamples.worker} and ${healthSamples.stripe})`)));
  const gaps = await tx.execute<{ from: string; to: string }>(sql`
    select before as "from", at as "to" from (
      select at, lag(at) over (order by at) as before from health_samples where at >= ${start.toISOString()}::timestamptz) s
    where at - before > make_interval(secs => ${(2.5 * sampledEveryMs) / second})`);
  return {
    since: first?.at ?? null,
    failed,
    gaps: gaps.map(({ from, to }) => ({ from: new Date(from), to: new Date(to) })),
  };
}

/** Takes a sample every five minutes, from now on. Returns how to stop. */
export function followHealth(): () => void {
  const take = () => void takeSample();
  take();
  const timer = setInterval(take, sampledEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}
