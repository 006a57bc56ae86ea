import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { endLostTransactions } from "./lost-transactions";
import { validPassword } from "./password";
import { watchPool } from "./pool-usage";
import { prepareRepeated } from "./prepared";
import * as schema from "./schema";
import { sessionSettings } from "./session-settings";

export type Database = PostgresJsDatabase<typeof schema> & { $client: postgres.Sql };
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** What stands between us and PostgreSQL. `transaction`: PgBouncer or the like in transaction mode, of any version. */
export type Pooler = "none" | "transaction";

export type ConnectionOptions = {
  max: number;
  name: string;
  connectTimeoutSeconds?: number;
  pooler?: Pooler;
  /** While a password is being replaced: the others that the role may have, besides the URL's. */
  otherPasswords?: readonly string[];
};

/**
 * A pool of connections. BIGINT columns stay exact: the schema maps them to numbers and checks that they are safe integers.
 *
 * Behind a pooler in transaction mode, each transaction may run on another server connection: nothing is prepared by name, and
 * nothing of a session outlives its transaction.
 */
export function connect(url: string, options: ConnectionOptions): Database {
  const pooled = options.pooler === "transaction";
  const client = postgres(url, {
    max: options.max,
    ...(options.otherPasswords?.length ? { password: () => validPassword(url, options.otherPasswords ?? []) } : {}),
    idle_timeout: 60,
    connect_timeout: options.connectTimeoutSeconds ?? 3,
    // The driver's default waits up to 20 s after an outage; the goal is to recover within 10.
    backoff: (attempt: number) => Math.min(3 ** attempt / 100, 1),
    onnotice: () => undefined,
    prepare: !pooled,
    connection: { application_name: options.name, timezone: "UTC", ...(pooled ? {} : sessionSettings) },
  });
  if (!pooled) prepareRepeated(client);
  endLostTransactions(client);
  watchPool(client);
  return drizzle(client, { schema, casing: "snake_case" });
}
