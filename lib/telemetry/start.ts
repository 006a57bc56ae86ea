import "server-only";
import { env } from "@/lib/env";
import { startCounting } from "./telemetry";

/** Ways to send what waits when the process ends. */
const flushes: (() => Promise<void>)[] = [];

/** Starts what is configured. The libraries of the rest aren't even loaded. */
export async function startTelemetry(service: "web" | "worker"): Promise<void> {
  if (env.METRICS_TOKEN) startCounting();
  if (env.OTEL_EXPORTER_OTLP_ENDPOINT) {
    const { flushTracing, startTracing } = await import("./trace");
    await startTracing(service);
    flushes.push(flushTracing);
  }
  if (env.SENTRY_DSN) {
    const { flushErrorReports, startErrorReports } = await import("./sentry");
    await startErrorReports(service);
    flushes.push(flushErrorReports);
  }
}

/** Call it last, when a process stops. */
export async function flushTelemetry(): Promise<void> {
  await Promise.allSettled(flushes.map((flush) => flush()));
}
