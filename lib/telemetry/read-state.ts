import "server-only";
import { sql } from "drizzle-orm";
import { roles } from "@/db/roles";
import { type Context, withPlatform } from "@/lib/context";

type Waiting = { count: number; oldestSeconds: number };

export type DatabaseState = {
  events: Waiting;
  emails: Waiting;
  jobs: (Waiting & { queue: string; state: string })[];
  heartbeatSeconds: number;
  connections: { role: string; count: number }[];
  maxConnections: number;
};

/** What waits in the database, and for how long. */
export const readState = (): Promise<DatabaseState> =>
  withPlatform({ actor: { kind: "system", id: "worker" } }, async (ctx) => ({
    events: await waiting(ctx, sql`select received_at as since from stripe_events where handled_at is null`),
    emails: await waiting(ctx, sql`select created_at as since from emails where sent_at is null`),
    jobs: await jobStates(ctx),
    ...(await serverState(ctx)),
  }));

/** By product time, because rows have it: only the time machine makes it differ from the database's. */
async function waiting({ tx, now }: Context, rows: ReturnType<typeof sql>): Promise<Waiting> {
  const [row] = await tx.execute<{ count: number; seconds: number }>(sql`
    select count(*)::int as count,
      coalesce(extract(epoch from ${now.toISOString()}::timestamptz - min(since)), 0)::float as seconds
    from (${rows}) as waiting`);
  return { count: row?.count ?? 0, oldestSeconds: Math.max(0, row?.seconds ?? 0) };
}

/** The age of a waiting job begins when it is due. Completed ones aren't counted: they are many. */
async function jobStates({ tx }: Context): Promise<DatabaseState["jobs"]> {
  const rows = await tx.execute<{ queue: string; state: string; count: number; seconds: number }>(sql`
    select name as queue, state::text as state, count(*)::int as count,
      extract(epoch from now() - min(case state when 'active' then started_on when 'failed' then completed_on else start_after end))::float as seconds
    from pgboss.job where state in ('created', 'retry', 'active', 'failed') and name not like '\\_\\_%' group by 1, 2`);
  return rows.map(({ queue, state, count, seconds }) => ({ queue, state, count, oldestSeconds: Math.max(0, seconds) }));
}

async function serverState({ tx }: Context) {
  const [heartbeat] = await tx.execute<{ seconds: number | null; max: number }>(sql`
    select extract(epoch from now() - greatest(maintained_on, cron_on))::float as seconds,
      current_setting('max_connections')::int as max from pgboss.version`);
  const connections = await tx.execute<{ role: string; count: number }>(sql`
    select usename::text as role, count(*)::int as count from pg_stat_activity
    where datname = current_database() and usename in ${Object.values(roles)} group by 1`);
  return {
    heartbeatSeconds: heartbeat?.seconds ?? Number.POSITIVE_INFINITY,
    connections: [...connections],
    maxConnections: heartbeat?.max ?? 0,
  };
}
