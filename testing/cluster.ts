import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { freePort, startEmbeddedPostgres } from "@/db/embedded";
import { migrateDatabase } from "@/db/migrate";
import { testEnvironment, testSecret } from "./environment";

declare module "vitest" {
  export interface ProvidedContext {
    clusterUrl: string;
  }
}

/** One temporary PostgreSQL for the whole run, with a migrated template database that each test file copies. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-test-"));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({ dataDir: join(folder, "pg"), port: await freePort(), throwaway: true });
  Object.assign(process.env, testEnvironment(server.url));
  await migrateDatabase(server.url, testSecret);
  const { installQueues } = await import("@/lib/jobs");
  await installQueues(server.url);
  await markAsTemplate(server.url);
  project.provide("clusterUrl", server.url);
  return async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

async function markAsTemplate(url: string) {
  const admin = postgres(url.replace(/gatehouse$/, "postgres"), { max: 1, onnotice: () => undefined });
  await admin`alter database gatehouse with is_template true`;
  await admin.end();
}
