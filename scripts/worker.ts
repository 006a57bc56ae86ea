// npm run worker: does the background jobs until SIGTERM or SIGINT.
import { sql } from "drizzle-orm";
import { cancelDuplicate, expireTrials, sweepInbox, syncCustomer } from "@/lib/billing";
import { type Actor, type Context, withPlatform } from "@/lib/context";
import { closeDatabases } from "@/lib/database";
import { sendEmail } from "@/lib/email/send-email";
import { type JobHandlers, runWorker } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { assertMovements } from "@/lib/metrics";
import { tellOpenLimits } from "@/lib/usage";

const clockwork: Actor = { kind: "system", id: "worker" };
const fromStripe: Actor = { kind: "system", id: "stripe" };
const inOne = <T>(actor: Actor, work: (ctx: Context) => Promise<T>) => withPlatform({ actor }, work);

const handlers: JobHandlers = {
  "sync-customer": (input) => inOne(fromStripe, (ctx) => syncCustomer(ctx, input)),
  "cancel-duplicate": (input) => inOne(fromStripe, (ctx) => cancelDuplicate(ctx, input)),
  "send-email": sendEmail,
  "assert-movements": () => inOne(clockwork, assertMovements),
  "sweep-inbox": () => inOne(clockwork, sweepInbox),
  "expire-trials": () => inOne(clockwork, expireTrials),
  "tell-limits": () => inOne(clockwork, tellOpenLimits),
  "partition-usage": () =>
    inOne(clockwork, ({ tx, now }) =>
      tx.execute(sql`select make_usage_partitions(${now.toISOString()}::timestamptz, 3)`),
    ),
};

// pg-boss reports a job's end without waiting for it. With the database away that must not end the worker: the job
// counts as lost and is run again.
process.on("unhandledRejection", (error) => logger.error({ err: error }, "a job's end could not be reported"));

const worker = await runWorker(handlers);
logger.info({ queues: Object.keys(handlers).length }, "worker ready");

let stopping: Promise<void> | undefined;
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => (stopping ??= stop(signal)));

async function stop(signal: string): Promise<void> {
  logger.info({ signal }, "worker stopping");
  await worker.stop();
  await closeDatabases();
  process.exit(0);
}
