import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { endLostTransactions } from "./lost-transactions";
import { prepareRepeated } from "./prepared";
import * as schema from "./schema";

export type Database = PostgresJsDatabase<typeof schema> & { $client: postgres.Sql };
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export type ConnectionOptions = { max: number; name: string; connectTimeoutSeconds?: number };

/**
 * A pool of connections. `lock_timeout` and `statement_timeout` keep requests from waiting for each other forever. The idle
 * timeout ends the transactions of a machine that dropped off the network; the longest of ours waits for a mail server, less
 * than two minutes. There are no parallel workers: pages read sums of a few thousand rows, and starting a process takes longer
 * than that. BIGINT columns stay exact: the schema maps them to numbers and checks that they are safe integers.
 */
export function connect(url: string, options: ConnectionOptions): Database {
  const client = postgres(url, {
    max: options.max,
    idle_timeout: 60,
    connect_timeout: options.connectTimeoutSeconds ?? 3,
    // The driver's default waits up to 20 s after an outage; the goal is to recover within 10.
    backoff: (attempt: number) => Math.min(3 ** attempt / 100, 1),
    onnotice: () => undefined,
    connection: {
      application_name: options.name,
      timezone: "UTC",
      lock_timeout: 10_000,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 120_000,
      max_parallel_workers_per_gather: 0,
    },
  });
  prepareRepeated(client);
  endLostTransactions(client);
  return drizzle(client, { schema, casing: "snake_case" });
}
