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
 * A PostgreSQL server for one test file, durable, so that it can be killed. Import this before anything that reads the
 * environment, because it sets the database URL.
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

/** As in a power failure: without any shutdown. */
export async function killDatabase(): Promise<void> {
  const [pid] = (await readFile(join(server.dataDir, "postmaster.pid"), "utf8")).split("\n");
  process.kill(Number(pid), "SIGKILL");
}

/** A fast shutdown, which disconnects all clients. */
export const stopDatabase = () => server.stop();

/** Retries, because processes of the killed server hold its memory for a moment. */
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

/** Stops the server with open connections, and continues it. */
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
