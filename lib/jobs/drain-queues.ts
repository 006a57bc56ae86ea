import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import type PgBoss from "pg-boss";
import { logger } from "@/lib/logger";
import { bossSender } from "./boss";
import { failureReason, plainError } from "./failure-reason";
import { isRunning, waitingQueues } from "./queue-status";
import { type JobName, parseJob } from "./queues";
import type { JobHandlers } from "./run-worker";

const batchSize = 8;
/** A worker that has held a job for longer may be dead, so it isn't waited for. */
const activeJobTimeoutSeconds = 10;

/**
 * Runs everything in the queues, including jobs sent meanwhile, until they are empty, and waits for jobs that a worker has
 * started. Failed jobs are retried by a worker later, as usual.
 *
 * @returns how many jobs it ran.
 */
export async function drainQueues(handlers: Partial<JobHandlers>): Promise<number> {
  let done = 0;
  const names = Object.keys(handlers) as JobName[];
  for (;;) {
    const waiting = await waitingQueues(names);
    if (waiting.length === 0) {
      if (!(await isRunning(names, activeJobTimeoutSeconds))) return done;
      await sleep(10);
    }
    for (const name of waiting) done += await runBatch(name, handlers[name]);
  }
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
    await handle(parseJob(name, job.data));
    await bossSender().complete(name, job.id);
  } catch (error) {
    const reason = plainError(error);
    logger.error({ job: name, id: job.id, err: reason }, "job failed");
    await bossSender().fail(name, job.id, { message: failureReason(reason) });
  }
}
