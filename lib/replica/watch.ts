import "server-only";
import { sql } from "drizzle-orm";
import { wallNow } from "@/lib/clock";
import { type Database, platformDatabase, replicaDatabase } from "@/lib/database";
import { withinDeadline } from "@/lib/deadline";
import { second } from "@/lib/durations";
import { env } from "@/lib/env";
import { logger } from "@/lib/logger";
import { parseLsn, type ReplicaReading, type ReplicaState, replicaState, type Sample } from "./lag";

/** `off`: none is configured. `away`: it doesn't answer. */
export type KnownState = ReplicaState | { status: "off" } | { status: "away" };

/** A state is used for so long, so that a hundred pages a second ask once. */
const knownForMs = second;
/** A replica that is away costs a page its connection timeout this often at most. */
const awayForMs = 5 * second;
const deadlineMs = 1.5 * second;
/** As many as the longest allowed lag needs, at one a second. */
const maxSamples = 3_600;
/** A replica next door applies what was just committed within this time. */
const secondLookMs = 15;

/** What this process knows of one replica. */
type Watch = { samples: Sample[]; checkedAt: number; state: Promise<KnownState>; logged: KnownState["status"] };
const watches = new Map<string, Watch>();

/** The replica's state, at most a second old. Never throws. */
export function currentState(): Promise<KnownState> {
  const database = replicaDatabase("platform");
  const url = env.DATABASE_REPLICA_URL;
  if (!database || !url) return Promise.resolve({ status: "off" });
  const watch = watches.get(url) ?? { samples: [], checkedAt: 0, state: Promise.resolve(off), logged: "ready" };
  watches.set(url, watch);
  const now = wallNow().getTime();
  if (now - watch.checkedAt >= (watch.logged === "away" ? awayForMs : knownForMs)) {
    watch.checkedAt = now;
    watch.state = check(database, watch);
  }
  return watch.state;
}

const off = { status: "off" } as const;

/** After a read failed: the next one asks again. */
export function forgetState(): void {
  for (const watch of watches.values()) watch.checkedAt = 0;
}

async function check(database: Database, watch: Watch): Promise<KnownState> {
  const state = await withinDeadline(deadlineMs, "The replica", () => look(database, watch.samples)).catch(
    (error: unknown): KnownState => {
      if (watch.logged !== "away") logger.warn({ err: error }, "the read replica is away: reading from the primary");
      return { status: "away" };
    },
  );
  if (state.status !== watch.logged) {
    if (state.status === "promoted") logger.warn("the read replica takes writes: reading from the primary");
    if (state.status === "ready") logger.info("reading from the replica");
  }
  watch.logged = state.status;
  return state;
}

async function look(database: Database, samples: Sample[]): Promise<ReplicaState> {
  samples.push(await samplePrimary());
  samples.splice(0, samples.length - maxSamples);
  const first = await read(database);
  const state = judge(first, samples);
  if (state.status === "promoted" || (state.status === "ready" && state.lagSeconds < 1)) return state;
  await new Promise((resolve) => setTimeout(resolve, secondLookMs));
  return judge(await read(database), samples);
}

const judge = (reading: ReplicaReading, samples: readonly Sample[]) =>
  replicaState(reading, samples, { now: wallNow().getTime(), maxLagSeconds: env.DATABASE_REPLICA_MAX_LAG });

/** The time is taken first: what is committed until then is in the log up to the position. */
async function samplePrimary(): Promise<Sample> {
  const at = wallNow().getTime();
  const [row] = await platformDatabase().execute<{ lsn: string }>(sql`select pg_current_wal_lsn()::text as lsn`);
  return { at, lsn: parseLsn(row?.lsn ?? "") };
}

async function read(database: Database): Promise<ReplicaReading> {
  const [row] = await database.execute<{ standby: boolean; replayed: string | null }>(
    sql`select pg_is_in_recovery() as standby, pg_last_wal_replay_lsn()::text as replayed`,
  );
  return { isStandby: row?.standby === true, replayed: row?.replayed ? parseLsn(row.replayed) : null };
}
