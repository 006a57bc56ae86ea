import "server-only";
import { connect, type Database, type Transaction } from "@/db/client";
import { type RoleName, roleUrl } from "@/db/roles";
import { env } from "@/lib/env";

export type { Database, Transaction };

/**
 * Pools live as long as the process, across module reloads in development. A module that reads another environment, as after
 * an edit of `.env` or in the next test file, has its own pools.
 */
const shared = globalThis as typeof globalThis & { gatehousePools?: Map<string, Database> };

function pool(role: RoleName, override: string | undefined): Database {
  shared.gatehousePools ??= new Map();
  const key = `${role} ${override ?? env.DATABASE_URL}`;
  const known = shared.gatehousePools.get(key);
  if (known) return known;
  const opened = connect(override ?? roleUrl(env.DATABASE_URL, role, env.AUTH_SECRET), {
    max: env.DATABASE_POOL_SIZE,
    name: `gatehouse ${role}`,
  });
  shared.gatehousePools.set(key, opened);
  return opened;
}

/** For tenants: sees nothing until a tenant is set (`withTenant`). */
export const appDatabase = () => pool("app", env.DATABASE_APP_URL);

/**
 * Sees every tenant: for admin pages, the worker, and finding a request's tenant. Never for the work of a customer's
 * request.
 */
export const platformDatabase = () => pool("platform", env.DATABASE_PLATFORM_URL);

type RawClient = {
  /** `cursor` reads the rows in parts, so that the result needn't be in memory. */
  unsafe<Row>(
    text: string,
    values: unknown[],
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
