// npm run worker: runs background jobs until SIGTERM or SIGINT.
import { closeDatabases } from "@/lib/database";
import { runWorker } from "@/lib/jobs";
import { logger } from "@/lib/logger";
import { reportError } from "@/lib/telemetry";
import { serveMetrics } from "@/lib/telemetry/serve-metrics";
import { flushTelemetry, startTelemetry } from "@/lib/telemetry/start";
import { followClock, keepTime } from "@/lib/time-machine";
import { handlers, onFailure } from "./handlers";

// pg-boss records the end of a job without handling errors. With the database down this must not end the worker: the job
// counts as lost and runs again.
process.on("unhandledRejection", (error) => {
  logger.error({ err: error }, "could not record the end of a job");
  reportError(error);
});

await startTelemetry("worker");
await followClock();
const worker = await runWorker(handlers, onFailure);
const metrics = await serveMetrics();
const timekeeper = keepTime(handlers);
logger.info({ queues: Object.keys(handlers).length }, "worker ready");

let stopping: Promise<void> | undefined;
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => (stopping ??= stop(signal)));

async function stop(signal: string): Promise<void> {
  logger.info({ signal }, "worker stopping");
  await Promise.all([worker.stop(), timekeeper.stop()]);
  await metrics?.stop();
  await closeDatabases();
  await flushTelemetry();
  process.exit(0);
}
