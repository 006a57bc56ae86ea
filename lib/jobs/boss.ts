import "server-only";
import PgBoss from "pg-boss";
import { type Database, platformDatabase, rawClient, type Transaction } from "@/lib/database";

export const bossSchema = "pgboss";

/** pg-boss on our own connections. In a transaction, a job is sent if and only if the transaction commits. */
export function bossConnection(source: Database | Transaction): PgBoss.Db {
  return {
    async executeSql(text, values = []) {
      return { rows: [...(await rawClient(source).unsafe(text, values.map(toParameter)))] };
    },
  };
}

/**
 * The same for a worker, whose maintenance statements contain BEGIN and COMMIT. Run as a transaction of the driver, a
 * failure rolls back instead of leaving a pooled connection in a broken transaction.
 */
export function workerConnection(database: Database): PgBoss.Db {
  const plain = bossConnection(database);
  return {
    async executeSql(text, values) {
      const [, body] = /^\s*BEGIN;(.*)COMMIT;\s*$/s.exec(text) ?? [];
      if (body === undefined) return plain.executeSql(text, values);
      return { rows: [...(await database.$client.begin((sql) => sql.unsafe(body)))] };
    },
  };
}

/** Drizzle turns off the driver's serializers for dates and JSON, and the driver rejects undefined. */
function toParameter(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" && !Array.isArray(value) ? JSON.stringify(value) : value;
}

let sender: PgBoss | undefined;

/** For sending only: opens no connection of its own and runs nothing. */
export function bossSender(): PgBoss {
  sender ??= new PgBoss({ schema: bossSchema, db: bossConnection(platformDatabase()), migrate: false });
  return sender;
}
