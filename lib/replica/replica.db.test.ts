import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type EmbeddedPostgres, freePort, startEmbeddedPostgres } from "@/db/embedded";
import { serverIdentity } from "@/db/embedded/identity";
import { migrateDatabase } from "@/db/migrate";
import { organizations } from "@/db/schema";
import { wallNow } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { closeDatabases } from "@/lib/database";
import { checkDatabase } from "@/lib/doctor/check-database";
import { env } from "@/lib/env";
import { installQueues } from "@/lib/jobs";
import { asSystem } from "@/testing/actors";
import { newOrganization } from "@/testing/factories";
import { expectLog } from "@/testing/logs";
import { currentReplicaState, readPlatform, readTenant } from "./index";
import { settledAfterMs } from "./lag";

/** The server of npm comes without `pg_basebackup`, so this is about Debian's. */
const binaries = "/usr/lib/postgresql/15/bin";

vi.mock("@/lib/env", async (original) => {
  const { env: real } = await original<typeof import("@/lib/env")>();
  return { env: { ...real } };
});

const reader = { actor: asSystem() };
const isStandby = async ({ tx }: Pick<Context, "tx">): Promise<boolean> => {
  const [row] = await tx.execute<{ standby: boolean }>(sql`select pg_is_in_recovery() as standby`);
  return row?.standby === true;
};
const readsFromReplica = () => readPlatform(reader, isStandby);
const status = async () => (await currentReplicaState()).status;
/** What `npm run doctor` says of it. */
const examined = async () => (await checkDatabase()).find(({ check }) => check === "read replica");
const becomes = (expected: string) => expect.poll(status, { timeout: 15_000, interval: 100 }).toBe(expected);

describe.runIf(existsSync(join(binaries, "pg_basebackup")))("reads with a streaming replica", () => {
  let folder: string;
  let primary: EmbeddedPostgres;
  let replica: EmbeddedPostgres;
  let onReplica: postgres.Sql;
  let own: string;
  let other: string;

  const start = async (name: string, port: number) =>
    startEmbeddedPostgres({ dataDir: join(folder, name), port, throwaway: true, binaries });
  const startReplica = async (port: number) => {
    replica = await start("replica", port);
    onReplica = postgres(replica.url, { max: 1, onnotice: () => undefined });
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gatehouse-replica-"));
    await chmod(folder, 0o777);
    primary = await start("primary", await freePort());
    await migrateDatabase(primary.url, env.AUTH_SECRET);
    await installQueues(primary.url);
    const { port } = new URL(primary.url);
    const address = `host=127.0.0.1 port=${port} user=gatehouse password=gatehouse`;
    await promisify(execFile)(
      join(binaries, "pg_basebackup"),
      ["--dbname", address, "--pgdata", join(folder, "replica"), "--write-recovery-conf", "--checkpoint=fast"],
      { ...(await serverIdentity()), cwd: "/" },
    );
    await startReplica(await freePort());
    await closeDatabases();
    Object.assign(env, {
      DATABASE_URL: primary.url,
      DATABASE_APP_URL: undefined,
      DATABASE_PLATFORM_URL: undefined,
      DATABASE_POOLER: "none",
      DATABASE_REPLICA_URL: replica.url,
      DATABASE_REPLICA_MAX_LAG: 2,
    });
    [own, other] = [(await newOrganization()).id, (await newOrganization()).id];
  });
  afterAll(async () => {
    await closeDatabases();
    await onReplica?.end();
    await Promise.all([primary?.stop(), replica?.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  it("read from it, know how old it is, and hide other tenants there too", async () => {
    await becomes("ready");
    expect(await readsFromReplica()).toBe(true);
    const { asOf, wall } = await readPlatform(reader, async (ctx) => ctx);
    expect(wall.getTime() - (asOf?.getTime() ?? 0)).toBeLessThan(5_000);
    expect(await examined()).toMatchObject({ status: "ok" });

    const seen = await readTenant({ ...reader, organizationId: own }, async ({ tx }) => ({
      standby: await isStandby({ tx }),
      ids: (await tx.select({ id: organizations.id }).from(organizations)).map(({ id }) => id),
    }));
    expect(seen).toEqual({ standby: true, ids: [own] });
    expect(seen.ids).not.toContain(other);
  });

  it("show people what they changed, from the primary", async () => {
    const readAfter = (ago: number) =>
      readPlatform({ ...reader, changedAt: new Date(wallNow().getTime() - ago) }, isStandby);
    expect(await readAfter(0)).toBe(false);
    expect(await readAfter(settledAfterMs + 5_000)).toBe(true);
  });

  it("run again on the primary if the replica can't do them", async () => {
    const tried: boolean[] = [];
    const rename = (tx: Context["tx"]) =>
      tx.update(organizations).set({ name: "New" }).where(eq(organizations.id, own));
    await readPlatform(reader, async ({ tx }) => {
      tried.push(await isStandby({ tx }));
      await rename(tx);
    });
    expect(tried).toEqual([true, false]);
    expect(await status(), "an error of the query says nothing about the server").toBe("ready");
  });

  it("leave a replica that lags, and come back", async () => {
    await onReplica`select pg_wal_replay_pause()`;
    await newOrganization();
    await becomes("behind");
    expect(await readsFromReplica()).toBe(false);
    await onReplica`select pg_wal_replay_resume()`;
    await becomes("ready");
    expect(await readsFromReplica()).toBe(true);
  });

  it("survive its death in the middle, and come back", async () => {
    expectLog("a read on the replica failed: reading from the primary");
    expectLog("the read replica is away: reading from the primary");
    const tried: boolean[] = [];
    const port = Number(new URL(replica.url).port);
    const result = await readPlatform(reader, async ({ tx }) => {
      tried.push(await isStandby({ tx }));
      if (tried.length === 1) {
        await onReplica.end();
        await replica.stop();
      }
      return isStandby({ tx });
    });
    expect(tried).toEqual([true, false]);
    expect(result).toBe(false);
    await becomes("away");
    expect(await examined()).toMatchObject({ status: "warning", message: expect.stringContaining("can't be reached") });
    expect(await readsFromReplica()).toBe(false);
    await startReplica(port);
    await becomes("ready");
  });

  it("leave a replica that was promoted, for it no longer follows", async () => {
    expectLog("the read replica takes writes: reading from the primary");
    await onReplica`select pg_promote()`;
    await becomes("promoted");
    expect(await examined()).toMatchObject({ status: "failed", message: expect.stringContaining("isn't a replica") });
    expect(await readsFromReplica()).toBe(false);
  });
});
