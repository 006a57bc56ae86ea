import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { endLostTransactions } from "./lost-transactions";
import * as schema from "./schema";

export type Database = PostgresJsDatabase<typeof schema> & { $client: postgres.Sql };
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** What a connection of Gatehouse says of itself and how long it waits. */
export type ConnectionOptions = { max: number; name: string; connectTimeoutSeconds?: number };

/**
 * A pool of connections. `lock_timeout` and `statement_timeout` keep a request from waiting for ever on another, and the
 * locks of a machine that went off the network end before its connection is noticed to be gone, hours later. Nothing holds
 * a transaction for two minutes: the longest waits for a mail server.
 * BIGINT stays exact: columns are mapped to numbers by the schema and checked to be safe integers there.
 */
export function connect(url: string, options: ConnectionOptions): Database {
  const client = postgres(url, {
    max: options.max,
    idle_timeout: 60,
    connect_timeout: options.connectTimeoutSeconds ?? 3,
    // The driver's own would wait up to 20 s after an outage; we are well again within 10.
    backoff: (attempt: number) => Math.min(3 ** attempt / 100, 1),
    onnotice: () => undefined,
    connection: {
      application_name: options.name,
      timezone: "UTC",
      lock_timeout: 10_000,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 120_000,
    },
  });
  endLostTransactions(client);
  return drizzle(client, { schema, casing: "snake_case" });
}
