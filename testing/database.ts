import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, inject } from "vitest";
import { failOnConsole } from "./console";
import { checkContract } from "./contract";
import { testEnvironment, throughPooler } from "./environment";
import { failOnLogs } from "./logs";
import { mapOnlyRealErrors } from "./stack-traces";

/**
 * Gives each test file its own database, copied from the migrated template before the file is imported. `file_copy` takes half
 * as long as logging each block, and surviving a crash doesn't matter here.
 */
const name = `test_${randomBytes(6).toString("hex")}`;
const clusterUrl = inject("clusterUrl");
const adminUrl = clusterUrl.replace(/gatehouse$/, "postgres");

await onCluster((sql) => sql`create database ${sql(name)} template gatehouse strategy file_copy`);
const url = clusterUrl.replace(/gatehouse$/, name);
Object.assign(process.env, testEnvironment(url), throughPooler(url, inject("poolerPort")));
mapOnlyRealErrors();
failOnConsole();
failOnLogs();
checkContract();

afterAll(async () => {
  const { closeDatabases } = await import("@/lib/database");
  await closeDatabases();
  await onCluster((sql) => sql`drop database ${sql(name)} with (force)`);
});

async function onCluster(work: (sql: postgres.Sql) => Promise<unknown>) {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}
