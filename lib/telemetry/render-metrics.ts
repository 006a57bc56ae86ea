import "server-only";
import type { Registry } from "prom-client";
import { databaseGauges } from "./database-gauges";
import type { Metric } from "./tally";
import { startCounting } from "./telemetry";

/** One for the process. Not prom-client's default one, which other packages write to. */
const shared = globalThis as typeof globalThis & { gatehouseRegistry?: Promise<Registry> };

/** The process's metrics in Prometheus' text format. */
export async function renderMetrics(): Promise<{ text: string; contentType: string }> {
  shared.gatehouseRegistry ??= createRegistry();
  const registry = await shared.gatehouseRegistry;
  return { text: await registry.metrics(), contentType: registry.contentType };
}

/** prom-client is loaded by the first request for metrics only. */
async function createRegistry(): Promise<Registry> {
  const { collectDefaultMetrics, Gauge, Registry } = await import("prom-client");
  const registry = new Registry();
  // Event loop lag, memory, garbage collection, processor time.
  collectDefaultMetrics({ register: registry });
  // The registry asks for a name and `get` only, and its type for prom-client's own classes.
  const register = (metric: Metric) =>
    registry.registerMetric(metric as unknown as Parameters<Registry["registerMetric"]>[0]);
  Object.values(startCounting()).forEach(register);
  databaseGauges({ registry, Gauge });
  return registry;
}
