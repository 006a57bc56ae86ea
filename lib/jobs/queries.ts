import "server-only";
import cronParser from "cron-parser";
import { desc, eq, sql } from "drizzle-orm";
import { jobRuns } from "@/db/schema";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";
import { grouped } from "@/lib/grouped";
import { pgArray } from "@/lib/pg-array";
import { bossSchema } from "./boss";
import { failureReason } from "./failure-reason";
import { type JobName, productOf, queues } from "./queues";

export type QueueState = {
  name: JobName;
  waiting: number;
  running: number;
  failed: number;
  byClock: boolean;
  nextRun: Date | undefined;
  lastRun: { outcome: "done" | "failed"; finishedAt: Date; tookMs: number } | undefined;
  lastFailure: { error: string; finishedAt: Date } | undefined;
  /** The last runs, oldest first. */
  recent: { id: string; outcome: "done" | "failed"; finishedAt: Date; tookMs: number }[];
};

/** How many runs of a queue its state has. */
const recentCount = 24;

/** The state of every queue of this deployment, in alphabetical order. For a platform-role transaction. */
export async function queueStates(ctx: Context): Promise<QueueState[]> {
  const served = (name: string) => (productOf(name) ?? catalog.product) === catalog.product;
  const names = (Object.keys(queues) as JobName[]).filter(served).sort();
  const [counts, recent, failures] = await Promise.all([
    countJobs(ctx),
    recentByQueue(ctx, names),
    lastRuns(ctx, eq(jobRuns.outcome, "failed")),
  ]);
  return names.map((name) => {
    const own = counts.get(name);
    const runs = recent.get(name) ?? [];
    const failure = failures.get(name);
    return {
      name,
      waiting: own?.waiting ?? 0,
      running: own?.running ?? 0,
      failed: own?.failed ?? 0,
      byClock: queues[name].cron !== undefined,
      nextRun: nextRun(name, ctx.now),
      lastRun: runs.at(-1),
      lastFailure: failure && { error: failure.error ?? "", finishedAt: failure.finishedAt },
      recent: runs,
    };
  });
}

/** The queues as the API returns them. */
export function describeQueues(alive: boolean, queues: readonly QueueState[]) {
  return {
    alive,
    queues: queues.map(({ name, waiting, running, failed, lastRun, nextRun }) => ({
      name,
      waiting,
      running,
      failed,
      lastRun: lastRun
        ? { outcome: lastRun.outcome, finishedAt: lastRun.finishedAt.toISOString(), tookMs: lastRun.tookMs }
        : null,
      nextRun: nextRun?.toISOString() ?? null,
    })),
  };
}

/** When a scheduled queue runs next, in UTC; undefined for queues that run on demand only. */
function nextRun(name: JobName, now: Date): Date | undefined {
  const { cron } = queues[name];
  return cron === undefined
    ? undefined
    : cronParser.parseExpression(cron, { currentDate: now, tz: "UTC" }).next().toDate();
}

async function countJobs({ tx }: Context) {
  const rows = await tx.execute<{ name: string; waiting: number; running: number; failed: number }>(sql`
    select name, count(*) filter (where state in ('created', 'retry'))::int as waiting,
      count(*) filter (where state = 'active')::int as running,
      count(*) filter (where state = 'failed')::int as failed
    from ${sql.identifier(bossSchema)}.job where state in ('created', 'retry', 'active', 'failed') group by name`);
  return new Map(rows.map((row) => [row.name, row]));
}

/** Each queue's last runs, oldest first, from the end of its range of the index. */
async function recentByQueue({ tx }: Context, names: readonly JobName[]): Promise<Map<string, QueueState["recent"]>> {
  const rows = await tx.execute<{
    id: string;
    queue: string;
    outcome: "done" | "failed";
    started: string;
    ended: string;
  }>(sql`
    select run.id, run.queue, run.outcome, run.started_at::text as started, run.finished_at::text as ended
    from unnest(${pgArray(names)}::text::text[]) as named (queue) cross join lateral (
      select * from job_runs where job_runs.queue = named.queue order by finished_at desc limit ${recentCount}) run
    order by run.finished_at, run.id`);
  const runs = rows.map(({ id, queue, outcome, started, ended }) => ({
    queue,
    run: { id, outcome, finishedAt: new Date(ended), tookMs: Date.parse(ended) - Date.parse(started) },
  }));
  return new Map([...grouped(runs, ({ queue }) => queue)].map(([queue, own]) => [queue, own.map(({ run }) => run)]));
}

async function lastRuns({ tx }: Context, only: ReturnType<typeof eq>) {
  const rows = await tx
    .selectDistinctOn([jobRuns.queue])
    .from(jobRuns)
    .where(only)
    .orderBy(jobRuns.queue, desc(jobRuns.finishedAt));
  return new Map(rows.map((row) => [row.queue, row]));
}

export type FailedJob = { id: string; queue: string; failedAt: Date; attempts: number; error: string };

/** Failed jobs that can be retried, newest first. */
export async function failedJobs({ tx }: Context, limit: number): Promise<FailedJob[]> {
  const rows = await tx.execute<{ id: string; name: string; failed_at: string; attempts: number; message: string }>(sql`
    select id, name, completed_on::text as failed_at, retry_count + 1 as attempts,
      coalesce(output->>'message', '') as message
    from ${sql.identifier(bossSchema)}.job where state = 'failed' order by completed_on desc limit ${limit}`);
  return rows.map(({ id, name, failed_at, attempts, message }) => ({
    id,
    queue: name,
    failedAt: new Date(failed_at),
    attempts,
    error: failureReason(new Error(message)),
  }));
}

/** The results of recent jobs, newest first. */
export const recentRuns = ({ tx }: Context, { queue, limit }: { queue?: JobName | undefined; limit: number }) =>
  tx
    .select()
    .from(jobRuns)
    .where(queue && eq(jobRuns.queue, queue))
    .orderBy(desc(jobRuns.finishedAt), desc(jobRuns.id))
    .limit(limit);
export type JobRun = Awaited<ReturnType<typeof recentRuns>>[number];
