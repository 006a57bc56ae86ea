import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import type PgBoss from "pg-boss";
import { platformDatabase } from "@/lib/database";
import { logger } from "@/lib/logger";
import { bossSchema, bossSender } from "./boss";
import { type JobInput, type JobName, jobInputs } from "./queues";
import type { JobHandlers } from "./run-worker";
import { plainError, toldReason } from "./told-reason";

/** So many of one queue at once. */
const batchSize = 8;
/** A worker that has held a job for longer than this may be dead; nobody waits for it here. */
const patienceSeconds = 10;

/**
 * Runs here and now whatever waits in the queues, and whatever that brings, until nothing is left to be run; jobs which a
 * worker has begun are waited for. What fails is tried again by a worker later, as always.
 *
 * @returns how many jobs it ran.
 */
export async function drainQueues(handlers: Partial<JobHandlers>): Promise<number> {
  let done = 0;
  for (;;) {
    const { waiting, running } = await standing(Object.keys(handlers) as JobName[]);
    if (waiting.length === 0 && !running) return done;
    if (waiting.length === 0) await sleep(10);
    for (const name of waiting) done += await runBatch(name, handlers[name]);
  }
}

async function standing(names: readonly JobName[]): Promise<{ waiting: JobName[]; running: boolean }> {
  const rows = await platformDatabase().execute<{ name: JobName; running: boolean }>(sql`
    select distinct name, state = 'active' as running from ${sql.identifier(bossSchema)}.job
    where name in ${[...names]}
      and (state in ('created', 'retry') and start_after <= now()
        or state = 'active' and started_on > now() - make_interval(secs => ${patienceSeconds}))`);
  return {
    waiting: rows.filter(({ running }) => !running).map(({ name }) => name),
    running: rows.some(({ running }) => running),
  };
}

async function runBatch<Name extends JobName>(name: Name, handle: JobHandlers[Name] | undefined): Promise<number> {
  if (!handle) return 0;
  const jobs = await bossSender().fetch<unknown>(name, { batchSize });
  await Promise.all(jobs.map((job) => runJob(name, job, handle)));
  return jobs.length;
}

async function runJob<Name extends JobName>(
  name: Name,
  job: PgBoss.Job<unknown>,
  handle: JobHandlers[Name],
): Promise<void> {
  try {
    await handle(jobInputs[name].parse(job.data) as JobInput<Name>);
    await bossSender().complete(name, job.id);
  } catch (error) {
    const reason = plainError(error);
    logger.error({ job: name, id: job.id, err: reason }, "job failed");
    await bossSender().fail(name, job.id, { message: toldReason(reason) });
  }
}
