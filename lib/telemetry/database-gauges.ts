import "server-only";
import type { Gauge, Registry } from "prom-client";
import { wallNow } from "@/lib/clock";
import { poolUsage } from "@/lib/database";
import { withinDeadline } from "@/lib/deadline";
import { second } from "@/lib/durations";
import { currentReplicaState } from "@/lib/replica";
import { type DatabaseState, readState } from "./read-state";

/** Well below Prometheus' usual timeout of 10 seconds: the other metrics matter most while the database is away. */
const deadlineMs = 2 * second;
/** Scrapes of several Prometheus servers share a reading. */
const keptMs = 3 * second;

type Tools = { registry: Registry; Gauge: typeof Gauge };

/** Gauges that are read from the database, or from the pools, when the metrics are asked for. */
export function databaseGauges({ registry, Gauge }: Tools): void {
  const state = cachedState();
  const gauge = <Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    fill: (set: (labels: Record<Label, string>, value: number) => void, state: DatabaseState) => void,
  ) =>
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        this.reset();
        const known = await state();
        if (known) fill((labels, value) => this.set(labels, value), known);
        else if (labelNames.length === 0) this.set(Number.NaN);
      },
    });

  new Gauge({
    name: "gatehouse_database_up",
    help: "1 if the database answered within two seconds; 0 otherwise, and then what is read from it is missing.",
    registers: [registry],
    async collect() {
      this.set((await state()) ? 1 : 0);
    },
  });
  gauge("gatehouse_events_waiting", "Stripe events that are stored and not processed.", [], (set, { events }) =>
    set({}, events.count),
  );
  gauge(
    "gatehouse_events_lag_seconds",
    "The age of the oldest Stripe event that isn't processed.",
    [],
    (set, { events }) => set({}, events.oldestSeconds),
  );
  gauge("gatehouse_emails_waiting", "Emails in the outbox that aren't sent.", [], (set, { emails }) =>
    set({}, emails.count),
  );
  gauge("gatehouse_emails_lag_seconds", "The age of the oldest email in the outbox.", [], (set, { emails }) =>
    set({}, emails.oldestSeconds),
  );
  gauge(
    "gatehouse_jobs",
    "Jobs by queue and state: created, retry, active or failed.",
    ["queue", "state"],
    (set, { jobs }) => {
      for (const { queue, state, count } of jobs) set({ queue, state }, count);
    },
  );
  gauge(
    "gatehouse_job_age_seconds",
    "The age of the oldest job by queue and state: since it was due, was started, or failed.",
    ["queue", "state"],
    (set, { jobs }) => {
      for (const { queue, state, oldestSeconds } of jobs) set({ queue, state }, oldestSeconds);
    },
  );
  gauge("gatehouse_worker_heartbeat_age_seconds", "How long ago a worker was last heard of.", [], (set, now) =>
    set({}, now.heartbeatSeconds),
  );
  gauge(
    "gatehouse_database_connections",
    "Connections of all processes to the database, by role.",
    ["role"],
    (set, { connections }) => {
      for (const { role, count } of connections) set({ role }, count);
    },
  );
  gauge("gatehouse_database_max_connections", "Connections that the server allows.", [], (set, { maxConnections }) =>
    set({}, maxConnections),
  );
  poolGauges({ registry, Gauge });
  replicaGauges({ registry, Gauge });
}

function replicaGauges({ registry, Gauge }: Tools): void {
  new Gauge({
    name: "gatehouse_replica_in_use",
    help: "1 if admin pages and exports read from the replica; 0 if it is away, too far behind or promoted; NaN without one.",
    registers: [registry],
    async collect() {
      const { status } = await currentReplicaState();
      this.set(status === "off" ? Number.NaN : Number(status === "ready"));
    },
  });
  new Gauge({
    name: "gatehouse_replica_lag_seconds",
    help: "How old the replica's data is. NaN while that isn't known.",
    registers: [registry],
    async collect() {
      const state = await currentReplicaState();
      this.set("lagSeconds" in state ? (state.lagSeconds ?? Number.NaN) : Number.NaN);
    },
  });
}

function poolGauges({ registry, Gauge }: Tools): void {
  new Gauge({
    name: "gatehouse_pool_transactions",
    help: "Transactions of this process by role and state: active, or waiting for a connection.",
    labelNames: ["role", "state"],
    registers: [registry],
    collect() {
      for (const { role, active, waiting } of poolUsage()) {
        this.set({ role, state: "active" }, active);
        this.set({ role, state: "waiting" }, waiting);
      }
    },
  });
  new Gauge({
    name: "gatehouse_pool_size",
    help: "Connections that this process may open, by role.",
    labelNames: ["role"],
    registers: [registry],
    collect() {
      for (const { role, size } of poolUsage()) this.set({ role }, size);
    },
  });
}

/** @returns a function that reads the state at most every three seconds; undefined while the database is away. */
function cachedState(): () => Promise<DatabaseState | undefined> {
  let last: { at: number; state: Promise<DatabaseState | undefined> } | undefined;
  return () => {
    const at = wallNow().getTime();
    if (!last || at - last.at >= keptMs) {
      last = { at, state: withinDeadline(deadlineMs, "The database", readState).catch(() => undefined) };
    }
    return last.state;
  };
}
