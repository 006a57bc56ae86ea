import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { freePort, startEmbeddedPostgres } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { benchSecret } from "./site";

/**
 * A migrated PostgreSQL for the benchmark, with full durability. Its memory follows the manual's advice for a server of this
 * size, because the default of 128 MB is chosen to start anywhere.
 *
 * @param keptIn the folder of a database that stays for the next run; without it, the database is deleted at the end.
 */
export async function startDatabase(keptIn?: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = keptIn ?? (await mkdtemp(join(tmpdir(), "gatehouse-bench-")));
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  const options = { dataDir: join(folder, "pg"), port: await freePort(0) };
  const first = await startEmbeddedPostgres(options);
  await setMemory(first.url);
  await first.stop();
  const database = await startEmbeddedPostgres(options);
  await migrateDatabase(database.url, benchSecret);
  const stop = async () => {
    await database.stop();
    if (keptIn === undefined) await rm(folder, { recursive: true, force: true });
  };
  return { url: database.url, stop };
}

/** Takes effect after a restart. A larger WAL means fewer checkpoints, after each of which full pages are logged again. */
async function setMemory(url: string): Promise<void> {
  const sql = postgres(url, { max: 1 });
  await sql`alter system set shared_buffers = '2GB'`;
  await sql`alter system set max_wal_size = '8GB'`;
  await sql.end();
}
