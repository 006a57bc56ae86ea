import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { applyAccess } from "./access";

/** How long a run waits for another one. Not forever, because a machine that was lost can hold the lock for hours. */
const otherRunTimeoutMs = 10 * 60 * 1000;

/**
 * Runs the migrations, then recreates the routines and access rules. A concurrent run waits for this one and then finds
 * nothing to do. Idempotent.
 *
 * @param url of the database, with its owner's credentials.
 * @param secret the first one of AUTH_SECRET, from which the passwords of the roles are derived.
 * @param lockTimeoutMs how long a migration waits for a table, and other requests behind it, before it fails and changes nothing.
 */
export async function migrateDatabase(
  url: string,
  secret: string,
  root = process.cwd(),
  lockTimeoutMs = 10_000,
): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connection: { lock_timeout: otherRunTimeoutMs } });
  try {
    await sql`select pg_advisory_lock(hashtext('gatehouse migrate'))`;
    await sql`select set_config('lock_timeout', ${String(lockTimeoutMs)}, false)`;
    await migrate(drizzle(sql), { migrationsFolder: join(root, "drizzle") });
    await applyRoutines(sql, join(root, "db/routines"));
    await applyAccess(sql, secret);
    await sql`select make_usage_partitions(now(), 3)`;
  } finally {
    await sql.end();
  }
}

async function applyRoutines(sql: postgres.Sql, folder: string) {
  const files = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  for (const file of files) await sql.unsafe(await readFile(join(folder, file), "utf8"));
}
