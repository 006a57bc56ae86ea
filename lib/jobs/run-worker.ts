import "server-only";
import PgBoss from "pg-boss";
import { now } from "@/lib/clock";
import { platformDatabase } from "@/lib/database";
import { logger } from "@/lib/logger";
import { bossSchema, workerConnection } from "./boss";
import { type JobInput, type JobName, jobInputs, queues } from "./queues";
import { type Run, recordRuns } from "./record-runs";
import { plainError, toldReason } from "./told-reason";

/** What to do for each queue. Handed in, so that jobs know nothing of the domains they run. */
export type JobHandlers = { readonly [Name in JobName]: (input: JobInput<Name>) => Promise<unknown> };

/** Told of a job that is not tried again. */
export type FailureListener = (failure: { queue: JobName; reason: string }) => Promise<unknown>;

export type Worker = { stop(): Promise<void> };

/** Looked for new jobs so often while there is none; with work at hand the next job follows at once. */
const pollingIntervalSeconds = 0.5;
/** Lost jobs are found, and the sign of life given, so often. */
const maintenanceIntervalSeconds = 10;
/** Jobs under way get so long to finish when the worker is told to stop. */
const gracefulStopMs = 6_000;

/**
 * Runs jobs of the queues it is handed handlers for, until stopped. Several workers may run at once, on one machine or many. A worker that dies in the middle of
 * a job is noticed when the job's 60 seconds are over, and another runs it again: handlers are safe to run twice.
 */
export async function runWorker(handlers: Partial<JobHandlers>, onFailure?: FailureListener): Promise<Worker> {
  const boss = new PgBoss({
    schema: bossSchema,
    db: workerConnection(platformDatabase()),
    migrate: false,
    maintenanceIntervalSeconds,
    cronMonitorIntervalSeconds: maintenanceIntervalSeconds,
    cronWorkerIntervalSeconds: 1,
  });
  boss.on("error", (error) => logger.error({ err: plainError(error) }, "the job queue has a problem"));
  await boss.start();
  for (const name of Object.keys(queues) as JobName[]) {
    const handle = handlers[name];
    if (handle) await runQueue(boss, name, handle, onFailure);
  }
  return { stop: () => boss.stop({ graceful: true, wait: true, close: false, timeout: gracefulStopMs }) };
}

async function runQueue<Name extends JobName>(
  boss: PgBoss,
  name: Name,
  handle: JobHandlers[Name],
  onFailure: FailureListener | undefined,
): Promise<void> {
  const { concurrency = 1, batch = 1 } = queues[name];
  for (let index = 0; index < concurrency; index += 1) {
    const worker: { id?: string } = {};
    const options = { pollingIntervalSeconds, includeMetadata: true, batchSize: batch } as const;
    worker.id = await boss.work(name, options, async (jobs) => {
      await runBatch(boss, name, jobs, handle, onFailure);
      if (worker.id) boss.notifyWorker(worker.id);
    });
  }
}

/** pg-boss calls done what is still under way when this returns: so what failed is said to have failed, each by itself. */
async function runBatch<Name extends JobName>(
  boss: PgBoss,
  name: Name,
  jobs: readonly PgBoss.JobWithMetadata<unknown>[],
  handle: JobHandlers[Name],
  onFailure: FailureListener | undefined,
): Promise<void> {
  const runs = await Promise.all(jobs.map((job) => runJob(name, job, handle)));
  await afterwards(() => recordRuns(runs));
  for (const { jobId, error: reason, lastAttempt } of runs) {
    if (reason === null) continue;
    // Kept as the job's output, for people to read: the error's other properties may hold a row's values.
    await boss.fail(name, jobId, { message: reason });
    if (lastAttempt) await afterwards(async () => onFailure?.({ queue: name, reason }));
  }
}

async function runJob<Name extends JobName>(
  name: Name,
  job: PgBoss.JobWithMetadata<unknown>,
  handle: JobHandlers[Name],
): Promise<Run> {
  const context = { job: name, id: job.id, attempt: job.retryCount + 1 };
  const run = { queue: name, jobId: job.id, attempt: context.attempt, startedAt: now() };
  try {
    await handle(jobInputs[name].parse(job.data) as JobInput<Name>);
    logger.debug(context, "job done");
    return { ...run, finishedAt: now(), outcome: "done", lastAttempt: true, error: null };
  } catch (error) {
    const reason = plainError(error);
    const lastAttempt = job.retryCount >= job.retryLimit;
    logger.error({ ...context, lastAttempt, err: reason }, "job failed");
    return { ...run, finishedAt: now(), outcome: "failed", lastAttempt, error: toldReason(reason) };
  }
}

/** What a job came to stands by itself: a history that cannot be written changes nothing about it. */
async function afterwards(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    logger.warn({ err: error }, "a job's history could not be written");
  }
}
