import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll } from "vitest";
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { testEnvironment, testSecret } from "@/testing/environment";

/**
 * A PostgreSQL of the test file's own, which keeps what it has committed and can be killed. Import this before anything
 * that reads the environment: the database's address is part of it.
 */
const folder = await mkdtemp(join(tmpdir(), "gatehouse-faults-"));
await chmod(folder, 0o755);
const port = await freePort();
let server: EmbeddedPostgres = await start();
await migrateDatabase(server.url, testSecret);
Object.assign(process.env, testEnvironment(server.url));

function start(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir: join(folder, "pg"), port });
}

/** As the power cut does it: nothing is written any more, nobody is told. */
export async function killDatabase(): Promise<void> {
  const [pid] = (await readFile(join(server.dataDir, "postmaster.pid"), "utf8")).split("\n");
  process.kill(Number(pid), "SIGKILL");
}

/** In order: whoever is connected is thrown out. */
export const stopDatabase = () => server.stop();

/** The killed server's processes hold its memory for a moment longer. */
export async function startDatabase(): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      server = await start();
      return;
    } catch (error) {
      if (tries === 20) throw error;
      await sleep(200);
    }
  }
}

/** The server stands still with its connections open, and goes on. */
export async function freezeDatabase(signal: "SIGSTOP" | "SIGCONT"): Promise<void> {
  const [pid] = (await readFile(join(server.dataDir, "postmaster.pid"), "utf8")).split("\n");
  const { spawn } = await import("node:child_process");
  const children = spawn("pgrep", ["-P", String(pid)]);
  const output: Buffer[] = [];
  children.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  await once(children, "close");
  const pids = Buffer.concat(output).toString().split("\n").filter(Boolean).map(Number);
  for (const one of [Number(pid), ...pids]) process.kill(one, signal);
}

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});
