import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort, startEmbeddedPostgres } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { benchSecret } from "./site";

/** A PostgreSQL of the benchmark's own, with all tables, that keeps what it acknowledges: nothing is switched off. */
export async function startDatabase(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-bench-"));
  await chmod(folder, 0o755);
  const database = await startEmbeddedPostgres({ dataDir: join(folder, "pg"), port: await freePort(0) });
  await migrateDatabase(database.url, benchSecret);
  const stop = async () => {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: database.url, stop };
}
