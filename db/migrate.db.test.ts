import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, it, vi } from "vitest";
import { testSecret } from "@/testing/environment";
import { migrateDatabase } from "./migrate";

const clusterUrl = inject("clusterUrl");
const name = `migrate_${randomBytes(6).toString("hex")}`;
const url = clusterUrl.replace(/gatehouse$/, name);
const cluster = postgres(clusterUrl.replace(/gatehouse$/, "postgres"), { max: 1, onnotice: () => undefined });

beforeAll(() => cluster`create database ${cluster(name)}`);
afterAll(async () => {
  await cluster`drop database ${cluster(name)} with (force)`;
  await cluster.end();
});

it("waits for a run on another machine for longer than it would wait for a table", async () => {
  const other = postgres(url, { max: 1, onnotice: () => undefined });
  const lockTimeoutMs = 2_000;
  await other`select pg_advisory_lock(hashtext('gatehouse migrate'))`;
  const migrated = migrateDatabase(url, testSecret, process.cwd(), lockTimeoutMs);
  await vi.waitUntil(async () => {
    const waiting = await other`select 1 from pg_locks where locktype = 'advisory' and not granted`;
    return waiting.count > 0;
  });
  await sleep(lockTimeoutMs + 500);
  await other.end();
  await expect(migrated).resolves.toBeUndefined();
});
