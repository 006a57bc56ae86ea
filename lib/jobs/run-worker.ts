import "server-only";
import PgBoss from "pg-boss";
import { uuidv7 } from "uuidv7";
import { jobRuns } from "@/db/schema";
import { now } from "@/lib/clock";
import { platformDatabase } from "@/lib/database";
import { second } from "@/lib/durations";
import { logger } from "@/lib/logger";
import { givenRequestId, reportError, telemetry, withRequestId } from "@/lib/telemetry";
import { bossSchema, workerConnection } from "./boss";
import { failureReason, plainError } from "./failure-reason";
import { type JobInput, type JobName, type OwnJob, parseJob, queues } from "./queues";
import { type LoopIds, wakeLoops } from "./wake-loops";

/** The function that runs each queue's jobs. Passed in, so that lib/jobs doesn't depend on the domains. */
export type JobHandlers = { readonly [Name in JobName]: (input: JobInput<Name>) => Promise<unknown> };

/** Those of every queue that all products have, and of the queues of the product that is sold. */
export type ServedHandlers = Pick<JobHandlers, OwnJob> & Partial<JobHandlers>;

/** Called for a job that failed and is not retried. */
export type FailureListener = (failure: { queue: JobName; reason: string }) => Promise<unknown>;

export type Worker = { stop(): Promise<void> };

/** Idle loops are woken by `wakeLoops`. They look for themselves only in case it is prevented from that. */
const pollingIntervalSeconds = 10;
/** How often lost jobs are looked for and the heartbeat is written. */
const maintenanceIntervalSeconds = 10;
/** How often schedules are checked. Reading them all takes a tenth of a second of processor time; a job is missed after 60 seconds. */
const cronMonitorIntervalSeconds = 20;
/** How long running jobs may take to finish when the worker stops. */
const stopTimeoutMs = 6 * second;

/**
 * Runs the jobs of the queues that have a handler, until stopped. Several workers may run at once, on any number of
 * machines. If a worker dies in the middle of a job, another runs it again after its 60 seconds, so handlers are idempotent.
 */
export async function runWorker(handlers: Partial<JobHandlers>, onFailure?: FailureListener): Promise<Worker> {
  const boss = new PgBoss({
    schema: bossSchema,
    db: workerConnection(platformDatabase()),
    migrate: false,
    maintenanceIntervalSeconds,
    cronMonitorIntervalSeconds,
    cronWorkerIntervalSeconds: 1,
  });
  boss.on("error", (error) => logger.error({ err: plainError(error) }, "job queue error"));
  await boss.start();
  const loops: LoopIds = new Map();
  for (const name of Object.keys(queues) as JobName[]) {
    const handle = handlers[name];
    if (handle) loops.set(name, await runQueue(boss, name, handle, onFailure));
  }
  const waking = wakeLoops(boss, loops);
  return {
    async stop() {
      waking.stop();
      await boss.stop({ graceful: true, wait: true, close: false, timeout: stopTimeoutMs });
    },
  };
}

/** Starts the loops of a queue. @returns their ids. */
async function runQueue<Name extends JobName>(
  boss: PgBoss,
  name: Name,
  handle: JobHandlers[Name],
  onFailure: FailureListener | undefined,
): Promise<string[]> {
  const { concurrency = 1, batch = 1 } = queues[name];
  const ids: string[] = [];
  for (let index = 0; index < concurrency; index += 1) {
    const worker: { id?: string } = {};
    const options = { pollingIntervalSeconds, includeMetadata: true, batchSize: batch } as const;
    worker.id = await boss.work(name, options, async (jobs) => {
      await runBatch(boss, name, jobs, handle, onFailure);
      if (worker.id) boss.notifyWorker(worker.id);
    });
    ids.push(worker.id);
  }
  return ids;
}

/** pg-boss marks jobs still active as completed when this returns, so failed ones are marked first, one by one. */
async function runBatch<Name extends JobName>(
  boss: PgBoss,
  name: Name,
  jobs: readonly PgBoss.JobWithMetadata<unknown>[],
  handle: JobHandlers[Name],
  onFailure: FailureListener | undefined,
): Promise<void> {
  const runs = await Promise.all(jobs.map((job) => asItsRequest(job, () => runJob(name, job, handle))));
  for (const run of runs) countRun(run);
  await tryTo(() => recordRuns(runs));
  for (const { jobId, error: reason, lastAttempt } of runs) {
    if (reason === null) continue;
    // Only the reason, because other properties of the error may contain personal data.
    await boss.fail(name, jobId, { message: reason });
    if (lastAttempt) await tryTo(async () => onFailure?.({ queue: name, reason }));
  }
}

/** Log lines of the job, and the jobs it sends, carry the ID of the request that sent it. */
function asItsRequest<T>({ data }: PgBoss.Job<unknown>, work: () => T): T {
  const given = typeof data === "object" && data !== null && "requestId" in data ? data.requestId : undefined;
  const requestId = givenRequestId(given);
  return requestId === undefined ? work() : withRequestId(requestId, work);
}

function countRun({ queue, outcome, lastAttempt, startedAt, finishedAt }: Run): void {
  const result = outcome === "failed" && lastAttempt ? "given_up" : outcome;
  telemetry()
    ?.jobs.with(queue, result)
    .observe((finishedAt.getTime() - startedAt.getTime()) / second);
}

async function runJob<Name extends JobName>(
  name: Name,
  job: PgBoss.JobWithMetadata<unknown>,
  handle: JobHandlers[Name],
): Promise<Run> {
  const context = { job: name, id: job.id, attempt: job.retryCount + 1 };
  const run = { queue: name, jobId: job.id, attempt: context.attempt, startedAt: now() };
  try {
    await handle(parseJob(name, job.data));
    logger.debug(context, "job done");
    return { ...run, finishedAt: now(), outcome: "done", lastAttempt: true, error: null };
  } catch (error) {
    const reason = plainError(error);
    const lastAttempt = job.retryCount >= job.retryLimit;
    logger.error({ ...context, lastAttempt, err: reason }, "job failed");
    if (lastAttempt) reportError(reason, { job: name });
    return { ...run, finishedAt: now(), outcome: "failed", lastAttempt, error: failureReason(reason) };
  }
}

/** The result of a job stands, even if its history can't be written. */
async function tryTo(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    logger.warn({ err: error }, "could not write the history of a job");
  }
}

type Run = Omit<typeof jobRuns.$inferSelect, "id">;

/** Writes the history of jobs. In a transaction of its own, because that of a failed job was rolled back. */
async function recordRuns(runs: readonly Run[]): Promise<void> {
  if (runs.length === 0) return;
  await platformDatabase()
    .insert(jobRuns)
    .values(runs.map((run) => ({ ...run, id: uuidv7() })));
}
