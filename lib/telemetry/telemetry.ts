import "server-only";
import { Counter, Histogram } from "./tally";

/** From the fast path's milliseconds to the deadlines of requests, in seconds. */
const durations = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
/** Jobs are given 60 seconds. */
const jobDurations = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60];
const sizes = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

function createTelemetry() {
  return {
    requests: new Histogram({
      name: "gatehouse_http_request_duration_seconds",
      help: "Requests by route template, method and status. The status `aborted`: the client left before the response.",
      labels: ["route", "method", "status"],
      buckets: durations,
    }),
    stripeCalls: new Histogram({
      name: "gatehouse_stripe_call_duration_seconds",
      help: "Calls to Stripe by method, resource and result: a class of status, rate_limited, timeout or connection_error.",
      labels: ["method", "resource", "result"],
      buckets: durations,
    }),
    trackedEvents: new Counter({
      name: "gatehouse_track_events_total",
      help: "Usage events reported over the API, by result: accepted, duplicate or refused.",
      labels: ["result"],
    }),
    batches: new Histogram({
      name: "gatehouse_coalesced_requests",
      help: "Concurrent requests that shared a batch, by what was coalesced.",
      labels: ["coalescer"],
      buckets: sizes,
    }),
    jobs: new Histogram({
      name: "gatehouse_job_duration_seconds",
      help: "Runs of jobs by queue and result: done, failed (and retried) or given_up.",
      labels: ["queue", "result"],
      buckets: jobDurations,
    }),
    unexpectedErrors: new Counter({
      name: "gatehouse_unexpected_errors_total",
      help: "Errors that no code expected, which are bugs: requests answered with 500.",
      labels: [],
    }),
  };
}

export type Telemetry = ReturnType<typeof createTelemetry>;

/** One for the process: Next's bundles and the web server each load this module. */
const shared = globalThis as typeof globalThis & { gatehouseTelemetry?: Telemetry };

/** What the process has counted; undefined if nothing asks for metrics, so that counting costs nothing. */
export const telemetry = (): Telemetry | undefined => shared.gatehouseTelemetry;

/** Begins to count. Idempotent. */
export function startCounting(): Telemetry {
  shared.gatehouseTelemetry ??= startedAtZero(createTelemetry());
  return shared.gatehouseTelemetry;
}

/** Prometheus computes no increase from a series that begins with its first event. */
function startedAtZero(created: Telemetry): Telemetry {
  created.unexpectedErrors.with();
  for (const result of ["accepted", "duplicate", "refused"]) created.trackedEvents.with(result);
  return created;
}

/** Forgets everything, for tests. */
export function stopCounting(): void {
  delete shared.gatehouseTelemetry;
}
