import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { afterAll, inject } from "vitest";
import { failOnConsole } from "./console";
import { checkContract } from "./contract";
import { testEnvironment } from "./environment";

/**
 * Each test file has a database of its own, copied from the migrated template before the file is imported: file by file, as
 * nothing of it need outlive a crash, which costs half of what writing each block to the log does.
 */
const name = `test_${randomBytes(6).toString("hex")}`;
const clusterUrl = inject("clusterUrl");
const adminUrl = clusterUrl.replace(/gatehouse$/, "postgres");

await onCluster((sql) => sql`create database ${sql(name)} template gatehouse strategy file_copy`);
Object.assign(process.env, testEnvironment(clusterUrl.replace(/gatehouse$/, name)));
failOnConsole();
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
