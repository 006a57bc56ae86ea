import "server-only";
import { connect, type Database, type Transaction } from "@/db/client";
import { type PoolUsage, usageOf } from "@/db/pool-usage";
import { type RoleName, rolePassword, roleUrl } from "@/db/roles";
import { authSecrets, signingSecret } from "@/lib/auth-secrets";
import { env } from "@/lib/env";

export type { Database, Transaction };

/**
 * Pools live as long as the process, across module reloads in development. A module that reads another environment, as after
 * an edit of `.env` or in the next test file, has its own pools.
 */
const shared = globalThis as typeof globalThis & { gatehousePools?: Map<string, Database> };

const overrideOf = (role: RoleName) => (role === "app" ? env.DATABASE_APP_URL : env.DATABASE_PLATFORM_URL);

function pool(role: RoleName): Database {
  const override = overrideOf(role);
  return opened(`${role} ${override ?? env.DATABASE_URL}`, () =>
    connect(override ?? roleUrl(env.DATABASE_URL, role, signingSecret()), {
      max: env.DATABASE_POOL_SIZE,
      name: `gatehouse ${role}`,
      pooler: env.DATABASE_POOLER,
      ...(override ? {} : { otherPasswords: olderPasswords(role) }),
    }),
  );
}

/** While AUTH_SECRET is being replaced, the next migration gives the roles the password of the first secret. */
const olderPasswords = (role: RoleName): string[] => {
  const [, ...older] = authSecrets();
  return older.map((secret) => rolePassword(role, secret));
};

function opened(key: string, open: () => Database): Database {
  shared.gatehousePools ??= new Map();
  const known = shared.gatehousePools.get(key);
  if (known) return known;
  const database = open();
  shared.gatehousePools.set(key, database);
  return database;
}

/**
 * Past the pooler, if there is one: for what belongs to a session, such as LISTEN and locks that outlive a transaction. Opens no
 * connection until it is used.
 */
export function directDatabase(role: RoleName): Database {
  if (env.DATABASE_POOLER === "none") return pool(role);
  const server = env.DATABASE_DIRECT_URL ?? env.DATABASE_URL;
  const override = overrideOf(role);
  return opened(`${role} direct ${server}`, () =>
    connect(withCredentials(roleUrl(server, role, signingSecret()), override), {
      max: 2,
      name: `gatehouse ${role} direct`,
      ...(override ? {} : { otherPasswords: olderPasswords(role) }),
    }),
  );
}

/**
 * The replica, in a serving role: PostgreSQL refuses every write there. Its roles and passwords are the primary's.
 *
 * @returns undefined without `DATABASE_REPLICA_URL`.
 */
export function replicaDatabase(role: RoleName): Database | undefined {
  const server = env.DATABASE_REPLICA_URL;
  if (!server) return undefined;
  const override = overrideOf(role);
  return opened(`${role} replica ${server}`, () =>
    connect(withCredentials(roleUrl(server, role, signingSecret()), override), {
      max: env.DATABASE_POOL_SIZE,
      name: `gatehouse ${role} replica`,
      pooler: env.DATABASE_POOLER,
      connectTimeoutSeconds: 1,
      ...(override ? {} : { otherPasswords: olderPasswords(role) }),
    }),
  );
}

/** The address with the user and password of another one, if there is another one. */
function withCredentials(address: string, other: string | undefined): string {
  if (!other) return address;
  const url = new URL(address);
  const { username, password } = new URL(other);
  Object.assign(url, { username, password });
  return url.toString();
}

/** The pools of this process that are open; the replica's and direct connections past a pooler left out. */
export function poolUsage(): (PoolUsage & { role: RoleName; size: number })[] {
  const open = [...(shared.gatehousePools ?? [])];
  return (["app", "platform"] as const).flatMap((role) => {
    const [, database] = open.find(([key]) => key.startsWith(`${role} postgres`)) ?? [];
    return database ? [{ role, size: env.DATABASE_POOL_SIZE, ...usageOf(database.$client) }] : [];
  });
}

/** For tenants: sees nothing until a tenant is set (`withTenant`). */
export const appDatabase = () => pool("app");

/**
 * Sees every tenant: for admin pages, the worker, and finding a request's tenant. Never for the work of a customer's
 * request.
 */
export const platformDatabase = () => pool("platform");

type RawClient = {
  /** `cursor` reads the rows in parts, so that the result needn't be in memory. */
  unsafe<Row>(
    text: string,
    values?: unknown[],
  ): Promise<readonly Row[]> & { cursor(rows: number): AsyncIterable<readonly Row[]> };
};

/**
 * The postgres.js client of a drizzle database or transaction, for complete SQL with numbered parameters. Drizzle does not
 * type it on a transaction. It returns dates and JSON as text.
 */
export function rawClient(source: Database | Transaction): RawClient {
  const { session } = source as unknown as { session: { client: RawClient } };
  return session.client;
}

/**
 * Whether an error, or one of its causes, is a PostgreSQL error with one of these SQLSTATE codes.
 *
 * @param states codes such as `40P01`, or their beginnings: `22` is the class of invalid values.
 */
export function hasSqlState(error: unknown, ...states: string[]): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!("code" in cause)) continue;
    const code = String(cause.code);
    if (states.some((state) => code.startsWith(state))) return true;
  }
  return false;
}

/** Closes the pools, at the end of a worker, a script or a test file. */
export async function closeDatabases(): Promise<void> {
  const open = [...(shared.gatehousePools?.values() ?? [])];
  shared.gatehousePools = undefined;
  await Promise.all(open.map((database) => database.$client.end({ timeout: 5 })));
}
