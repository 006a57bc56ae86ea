import "server-only";
import { connect, type Database, type Transaction } from "@/db/client";
import { type RoleName, roleUrl } from "@/db/roles";
import { env } from "@/lib/env";

export type { Database, Transaction };

/** Pools live as long as the process; development's reloads must not open new ones. */
const pools = globalThis as typeof globalThis & { gatehousePools?: Partial<Record<RoleName, Database>> };

function pool(role: RoleName, override: string | undefined): Database {
  pools.gatehousePools ??= {};
  pools.gatehousePools[role] ??= connect(override ?? roleUrl(env.DATABASE_URL, role, env.AUTH_SECRET), {
    max: env.DATABASE_POOL_SIZE,
    name: `gatehouse ${role}`,
  });
  return pools.gatehousePools[role];
}

/** Serves tenants: sees nothing until a tenant is set (`withTenant`). */
export const appDatabase = () => pool("app", env.DATABASE_APP_URL);

/** Sees every tenant: for the admin pages, the worker and finding out which tenant is meant. Never for a customer's request body. */
export const platformDatabase = () => pool("platform", env.DATABASE_PLATFORM_URL);

type RawClient = {
  unsafe<Row>(text: string, values: unknown[], options?: { prepare: boolean }): Promise<readonly Row[]>;
};

/**
 * The postgres.js client beneath a drizzle database or transaction, for finished SQL with numbered parameters. Drizzle has
 * it at run time, where it also keeps dates and JSON the text they come as, but does not type it on a transaction.
 */
export function rawClient(source: Database | Transaction): RawClient {
  const { session } = source as unknown as { session: { client: RawClient } };
  return session.client;
}

/** Ends the pools: at the end of a worker, a script or a test file. */
export async function closeDatabases(): Promise<void> {
  const open = Object.values(pools.gatehousePools ?? {});
  pools.gatehousePools = {};
  await Promise.all(open.map((database) => database.$client.end({ timeout: 5 })));
}
