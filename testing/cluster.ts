import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { freePort, startEmbeddedPostgres } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { testEnvironment, testSecret } from "./environment";
import { startPgBouncer } from "./pgbouncer";

declare module "vitest" {
  export interface ProvidedContext {
    clusterUrl: string;
    /** Of PgBouncer, if tests run through one. */
    poolerPort: number | null;
  }
}

/**
 * One temporary PostgreSQL for the whole run, with a migrated template database that each test file copies. `TEST_POSTGRES` names the
 * folder of another one's programs, and `TEST_PGBOUNCER` a PgBouncer that the serving roles connect through.
 */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-test-"));
  await chmod(folder, 0o755);
  const { TEST_POSTGRES: binaries, TEST_PGBOUNCER: bouncerBinary } = process.env;
  const port = await freePort();
  const server = await startEmbeddedPostgres({ dataDir: join(folder, "pg"), port, throwaway: true, binaries });
  Object.assign(process.env, testEnvironment(server.url));
  await migrateDatabase(server.url, testSecret);
  const { installQueues } = await import("@/lib/jobs");
  await installQueues(server.url);
  await markAsTemplate(server.url);
  const pooler = bouncerBinary
    ? await startPgBouncer(bouncerBinary, { folder: join(folder, "pgbouncer"), postgresPort: port, poolSize: 20 })
    : undefined;
  project.provide("clusterUrl", server.url);
  project.provide("poolerPort", pooler?.port ?? null);
  return async () => {
    await pooler?.stop();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function markAsTemplate(url: string) {
  const admin = postgres(url.replace(/gatehouse$/, "postgres"), { max: 1, onnotice: () => undefined });
  await admin`alter database gatehouse with is_template true`;
  await admin.end();
}
