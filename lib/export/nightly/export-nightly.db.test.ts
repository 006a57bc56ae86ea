import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { getTableName } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as download } from "@/app/api/exports/[date]/[file]/route";
import { movements, usageCounters } from "@/db/schema";
import { platformChain } from "@/lib/audit";
import { withPlatform } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { addDays } from "@/lib/durations";
import { env } from "@/lib/env";
import { asSystem } from "@/testing/actors";
import { auditOf } from "@/testing/audit";
import { setMirror } from "@/testing/billing/mirror";
import { newOrganization, newUser } from "@/testing/factories";
import { readTables } from "@/testing/tables";
import { nameInDatabase } from "../exported-table";
import { downloadNightly, exportNightly, listNightlyExports, nightlyFacts } from "../index";
import { nightlyTables } from "./nightly-tables";

vi.mock("@/lib/env", async (original) => {
  const { env: real } = await original<typeof import("@/lib/env")>();
  return { env: { ...real } };
});

const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
const folders: string[] = [];
afterAll(async () => {
  await owner.end();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "gatehouse-nightly-test-"));
  folders.push(root);
  Object.assign(env, { EXPORT_DIR: root });
});

const actor = asSystem();

async function exported() {
  const manifest = await exportNightly({ actor });
  if (manifest === "off") throw new Error("the export is off");
  const read = async (name: string) => gunzipSync(await readFile(join(root, manifest.date, name))).toString("utf8");
  return { manifest, read };
}

/** The lines of one organization in an NDJSON file. */
const linesOf = (ndjson: string, id: string) =>
  ndjson
    .trim()
    .split("\n")
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter((row) => row.organization_id === id);

describe("the nightly export", () => {
  it("has every column of its tables, or a reason for leaving it out", async () => {
    const stored = await readTables(owner);
    for (const { table, columns, without = {} } of nightlyTables) {
      const listed = columns.filter((column) => column.table === table).map(nameInDatabase);
      const known = stored.find(({ name }) => name === getTableName(table))?.columns.map(({ name }) => name);
      expect([getTableName(table), [...listed, ...Object.keys(without)].sort()]).toEqual([
        getTableName(table),
        known?.sort(),
      ]);
      for (const reason of Object.values(without)) expect(reason).toMatch(/\w+ \w+/);
    }
  });

  it("writes the same rows as CSV and NDJSON, with their sizes and checksums", async () => {
    const name = '=SUM("x"), Müller & Co.';
    const { id } = await newOrganization({ name, externalId: "warehouse-1" });
    const at = new Date("2026-06-01T00:00:00Z");
    await setMirror(id, {
      status: "active",
      planKey: "professional",
      mrr: 20_400,
      currency: "usd",
      stripeCustomerId: "cus_nightly",
      stripeSubscriptionId: "sub_nightly",
    });
    await withPlatform({ actor }, async ({ tx }) => {
      await tx.insert(movements).values({
        organizationId: id,
        id: crypto.randomUUID(),
        kind: "new",
        currency: "usd",
        amount: 20_400,
        mrrBefore: 0,
        mrrAfter: 20_400,
        occurredAt: at,
        createdAt: at,
      });
      await tx.insert(usageCounters).values({
        organizationId: id,
        meter: "work_orders",
        periodStart: at,
        periodEnd: addDays(at, 30),
        used: 42,
        included: 200,
        updatedAt: at,
      });
    });
    const { manifest, read } = await exported();
    expect(linesOf(await read("organizations.ndjson.gz"), id)).toMatchObject([
      { name, external_id: "warehouse-1", plan_key: "professional", status: "active", mrr: 20_400, profile: {} },
    ]);
    expect(linesOf(await read("subscriptions.ndjson.gz"), id)).toMatchObject([{ stripe_customer_id: "cus_nightly" }]);
    expect(linesOf(await read("movements.ndjson.gz"), id)).toMatchObject([
      { kind: "new", amount: 20_400, occurred_at: "2026-06-01T00:00:00.000Z", plan_before: null },
    ]);
    expect(linesOf(await read("usage.ndjson.gz"), id)).toMatchObject([
      { meter: "work_orders", used: 42, included: 200 },
    ]);
    const csv = await read("organizations.csv.gz");
    expect(csv).toMatch(/^organization_id,name,external_id,/);
    expect(csv).toContain(`${id},"'=SUM(""x""), Müller & Co.",warehouse-1,`);
    for (const file of manifest.files) {
      const bytes = await readFile(join(root, manifest.date, file.name));
      expect([file.name, file.bytes, file.sha256]).toEqual([
        file.name,
        bytes.byteLength,
        createHash("sha256").update(bytes).digest("hex"),
      ]);
      const lines = gunzipSync(bytes).toString("utf8").split("\n").length - 1;
      if (file.format === "ndjson") expect([file.name, file.rows]).toEqual([file.name, lines]);
    }
  });

  it("leaves out organizations that never bought, where there is no subscription", async () => {
    const { id } = await newOrganization();
    const { read } = await exported();
    expect(linesOf(await read("subscriptions.ndjson.gz"), id)).toEqual([]);
    expect(linesOf(await read("organizations.ndjson.gz"), id)).toHaveLength(1);
  });

  it("replaces an earlier export of the day, and deletes those that are two weeks old", async () => {
    const today = isoDay(new Date());
    const old = isoDay(addDays(new Date(), -15));
    const kept = isoDay(addDays(new Date(), -13));
    for (const name of [today, old, kept, "own-files"]) await mkdir(join(root, name));
    await writeFile(join(root, today, "left-over.csv.gz"), "");
    const { manifest } = await exported();
    expect(await readdir(root)).toEqual([kept, manifest.date, "own-files"].sort());
    expect(await readdir(join(root, manifest.date))).not.toContain("left-over.csv.gz");
  });

  it("does nothing without a folder", async () => {
    Object.assign(env, { EXPORT_DIR: undefined });
    expect(await exportNightly({ actor })).toBe("off");
    expect(await listNightlyExports()).toEqual([]);
  });

  it("lists what is complete only", async () => {
    expect(await listNightlyExports()).toEqual([]);
    await mkdir(join(root, "2026-01-01"));
    const { manifest } = await exported();
    const listed = await listNightlyExports();
    expect(listed.map(({ date }) => date)).toEqual([manifest.date]);
    expect(listed[0]?.files.map(({ name }) => name)).toEqual(manifest.files.map(({ name }) => name));
  });
});

function get(url: string) {
  const [date = "", file = ""] = new URL(url).pathname.split("/").slice(-2);
  return download(new Request(url), { params: Promise.resolve({ date, file }) });
}

describe("a link to a file of the nightly export", () => {
  it("downloads the file without a key", async () => {
    await exported();
    const [night] = await listNightlyExports();
    const [file] = night?.files ?? [];
    const response = await get(file?.url ?? "");
    expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/gzip"]);
    expect((await response.arrayBuffer()).byteLength).toBe(file?.bytes);
  });

  it("opens nothing else: no other file, no path out of the folder, nothing unsigned", async () => {
    await exported();
    await writeFile(join(root, "secret.txt"), "secret");
    const [night] = await listNightlyExports();
    const [file] = night?.files ?? [];
    const query = new URL(file?.url ?? "").search;
    for (const path of [
      `${night?.date}/movements.csv.gz${query}`,
      `${night?.date}/${encodeURIComponent("../secret.txt")}${query}`,
      `..%2F/secret.txt${query}`,
      `${night?.date}/${file?.name}`,
    ]) {
      const [date = "", name = ""] = path.replace(/\?.*/, "").split("/").map(decodeURIComponent);
      const url = `http://localhost:3000/api/exports/${path}`;
      const response = await download(new Request(url), { params: Promise.resolve({ date, file: name }) });
      expect([path, response.status]).toEqual([path, 403]);
    }
  });

  it("is not found once the night is deleted", async () => {
    await exported();
    const [night] = await listNightlyExports();
    await rm(join(root, night?.date ?? ""), { recursive: true });
    expect((await get(night?.files[0]?.url ?? "")).status).toBe(404);
  });
});

describe("the page of the nightly exports", () => {
  const facts = () => withPlatform({ actor }, nightlyFacts);

  it("shows the nights with their files, and that one is late", async () => {
    const { manifest } = await exported();
    expect(await facts()).toMatchObject({
      enabled: true,
      unreadable: false,
      late: false,
      nights: [{ date: manifest.date, files: expect.arrayContaining([expect.objectContaining({ format: "csv" })]) }],
    });
    const later = await withPlatform({ actor }, (ctx) => nightlyFacts({ ...ctx, now: addDays(ctx.now, 2) }));
    expect(later.late).toBe(true);
  });

  it("says that exports are off, or that the folder can't be read, instead of failing", async () => {
    await mkdir(join(root, "2026-01-01"));
    await writeFile(join(root, "2026-01-01", "manifest.json"), "{ half a file");
    expect(await facts()).toMatchObject({ enabled: true, unreadable: true, nights: [] });
    Object.assign(env, { EXPORT_DIR: undefined });
    expect(await facts()).toMatchObject({ enabled: false, unreadable: false, nights: [] });
  });

  it("gives an admin a link to a file that exists, and records it", async () => {
    const { manifest } = await exported();
    const admin = await newUser({ platformAdmin: true });
    const ask = (file: string) =>
      withPlatform({ actor: { kind: "user", id: admin.id } }, (ctx) =>
        downloadNightly(ctx, { date: manifest.date, file }),
      );
    const response = await get(await ask("movements.csv.gz"));
    expect(response.status).toBe(200);
    await expect(ask("../manifest.json")).rejects.toMatchObject({ code: "not_found" });
    const rows = (await auditOf(platformChain)).filter(({ actorId }) => actorId === admin.id);
    expect(rows).toMatchObject([
      {
        action: "admin.nightly_export_downloaded",
        details: { date: manifest.date, file: "movements.csv.gz" },
      },
    ]);
  });
});
