import { and, eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { auditLog, jobRuns } from "@/db/schema";
import { type Context, withPlatform } from "@/lib/context";
import { addDays } from "@/lib/durations";
import { asSystem } from "@/testing/actors";
import { newUser } from "@/testing/factories";
import { expectLog } from "@/testing/logs";
import {
  failedJobs,
  type JobHandlers,
  queueStates,
  recentRuns,
  retryJob,
  runNow,
  runWorker,
  sendJob,
  sweepRuns,
} from "./index";

const actor = asSystem();
const platform = <T>(work: (ctx: Context) => Promise<T>, now?: Date) =>
  withPlatform({ actor, ...(now ? { now } : {}) }, work);
const stops: (() => Promise<void>)[] = [];

async function work(handlers: Partial<JobHandlers>, onFailure?: Parameters<typeof runWorker>[1]) {
  stops.push((await runWorker(handlers, onFailure)).stop);
}

afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const stateOf = async (name: string) => (await platform(queueStates)).find((queue) => queue.name === name);

describe("the history of jobs", () => {
  it("shows what ran, what failed and why, without secrets, and lets failed jobs be retried", async () => {
    expectLog("job failed");
    const failures: unknown[] = [];
    let broken = true;
    await platform((ctx) => sendJob(ctx, "sweep-events", {}));
    await work(
      {
        "sweep-events": async () => {
          if (broken) throw new Error("smtp://ada:hunter2@mail.example.com does not answer\nat line 3");
        },
      },
      async (failure) => void failures.push(failure),
    );
    await expect.poll(async () => (await stateOf("sweep-events"))?.failed, { timeout: 10_000 }).toBe(1);
    const reason = "smtp://…@mail.example.com does not answer";
    expect(failures).toEqual([{ queue: "sweep-events", reason }]);
    const [job] = await platform((ctx) => failedJobs(ctx, 10));
    expect(job).toMatchObject({ queue: "sweep-events", error: reason, attempts: 1 });
    expect(await stateOf("sweep-events")).toMatchObject({
      lastRun: { outcome: "failed" },
      lastFailure: { error: reason },
      byClock: true,
    });

    broken = false;
    const admin = await newUser({ platformAdmin: true });
    const asAdmin = <T>(verb: (ctx: Context) => Promise<T>) =>
      withPlatform({ actor: { kind: "user", id: admin.id } }, verb);
    const given = { queue: "sweep-events", jobId: job?.id ?? "" } as const;
    await asAdmin((ctx) => retryJob(ctx, given));
    await expect(asAdmin((ctx) => retryJob(ctx, given))).rejects.toMatchObject({ code: "not_found" });
    await expect.poll(async () => (await stateOf("sweep-events"))?.lastRun?.outcome, { timeout: 10_000 }).toBe("done");
    await asAdmin((ctx) => runNow(ctx, { queue: "expire-trials" }));
    expect(await stateOf("expire-trials")).toMatchObject({ waiting: 1 });
    const rows = await platform(({ tx }) => tx.select().from(auditLog).where(eq(auditLog.actorId, admin.id)));
    expect(rows.map(({ action, subject }) => [action, subject])).toEqual([
      ["jobs.retried", job?.id],
      ["jobs.run_now", "expire-trials"],
    ]);
    expect((await platform((ctx) => recentRuns(ctx, { queue: "sweep-events", limit: 5 }))).length).toBeGreaterThan(1);
  });

  it("says when a queue runs next, by the given time", async () => {
    const at = new Date("2026-11-21T02:59:00Z");
    const queues = await platform(queueStates, at);
    const next = Object.fromEntries(queues.map(({ name, nextRun }) => [name, nextRun?.toISOString()]));
    expect(next).toMatchObject({ reconcile: "2026-11-21T03:00:00.000Z", "sweep-events": "2026-11-21T03:00:00.000Z" });
    expect(next["sync-customer"]).toBeUndefined();
  });

  it("is deleted from before a time", async () => {
    const run = (id: string, finishedAt: Date) => ({
      id,
      queue: "reconcile",
      jobId: id,
      attempt: 1,
      outcome: "done" as const,
      lastAttempt: true,
      startedAt: finishedAt,
      finishedAt,
    });
    const now = new Date("2026-11-21T00:00:00Z");
    const old = "00000000-0000-7000-8000-000000000001";
    const young = "00000000-0000-7000-8000-000000000002";
    await platform(({ tx }) =>
      tx
        .insert(jobRuns)
        .values([run(old, new Date("2026-11-01T00:00:00Z")), run(young, new Date("2026-11-10T00:00:00Z"))]),
    );
    const before = addDays(now, -14);
    expect(await platform((ctx) => sweepRuns(ctx, { before, limit: 1_000 }))).toBe(1);
    const left = await platform(({ tx }) =>
      tx
        .select()
        .from(jobRuns)
        .where(and(eq(jobRuns.queue, "reconcile"))),
    );
    expect(left.map(({ id }) => id)).toEqual([young]);
  });
});
