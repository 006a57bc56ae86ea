import "server-only";
import { and, eq, gt, sql } from "drizzle-orm";
import { jobRuns } from "@/db/schema";
import type { Context } from "@/lib/context";
import { bossSchema } from "./boss";
import { type JobName, queues } from "./queues";

/**
 * Whether a queue in which a job failed for good works again: it has succeeded since and, unless it also runs by the clock,
 * nothing that failed is left. A failed job is made good for by a retry, or by a later one with its key.
 */
export async function hasRecovered({ tx }: Context, queue: string, since: Date): Promise<boolean> {
  const done = and(eq(jobRuns.queue, queue), eq(jobRuns.outcome, "done"), gt(jobRuns.finishedAt, since));
  if ((await tx.$count(jobRuns, done)) === 0) return false;
  if (!isJob(queue) || queues[queue].cron !== undefined) return true;
  const job = sql`${sql.identifier(bossSchema)}.job`;
  const [left] = await tx.execute(sql`
    select failed.id from ${job} failed
    where failed.name = ${queue} and failed.state = 'failed' and not exists (
      select from ${job} later
      where later.name = failed.name and later.state = 'completed' and later.singleton_key = failed.singleton_key
        and later.created_on > failed.created_on)
    limit 1`);
  return left === undefined;
}

const isJob = (name: string): name is JobName => Object.hasOwn(queues, name);
