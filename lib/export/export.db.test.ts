import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getTableName, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { exemptTables } from "@/db/access";
import { gaugeReadings, gauges } from "@/db/schema";
import { type Actor, withSnapshot } from "@/lib/context";
import { env } from "@/lib/env";
import { product } from "@/lib/products";
import { plants } from "@/products/unison/schema";
import { unzip } from "@/testing/export/unzip";
import { inOrganization, newOrganization } from "@/testing/factories";
import { productDomains } from "@/testing/products";
import { readTables, rowMaker, tenantColumn } from "@/testing/tables";
import { type ExportedTable, fileNameOf, nameInDatabase } from "./exported-table";
import { exportOrganization } from "./index";
import { exportedTables, notExported } from "./tables";
import { writeArchive } from "./write-archive";

const owner = postgres(env.DATABASE_URL, { max: 1, onnotice: () => undefined });
const tables = await readTables(owner);
const tenants = tables.filter((table) => tenantColumn(table) && !(table.name in exemptTables));
const { rowOf } = rowMaker(owner, tables);
afterAll(() => owner.end());

const all: readonly ExportedTable[] = [...exportedTables, ...productDomains.flatMap(({ exported }) => exported)];
/** What an export of the product that is sold contains. */
const served: readonly ExportedTable[] = [...exportedTables, ...product.exported];
const exportedAs = (name: string) => all.find(({ table }) => getTableName(table) === name);

async function exported(organizationId: string, ownerActor: Actor): Promise<Record<string, string>> {
  const { bytes, size } = await exportOrganization({ organizationId, organization: "Acme", actor: ownerActor });
  const buffer = await new Response(bytes).arrayBuffer();
  expect(buffer.byteLength).toBe(size);
  return unzip(buffer);
}

describe("the exported tables", () => {
  it("include every table of a tenant, or give a reason", () => {
    const missing = tenants.filter(({ name }) => !exportedAs(name) && !(name in notExported));
    expect(missing.map(({ name }) => name)).toEqual([]);
    const names = new Set(tenants.map(({ name }) => name));
    expect(Object.keys(notExported).filter((name) => !names.has(name) || exportedAs(name))).toEqual([]);
    for (const reason of Object.values(notExported)) expect(reason).toMatch(/\w+ \w+/);
  });

  it.each(tenants.filter(({ name }) => exportedAs(name)))(
    "include every column of $name, or give a reason",
    (table) => {
      const known = exportedAs(table.name);
      const own = known?.columns.filter((column) => column.table === known.table).map(nameInDatabase) ?? [];
      const listed = [...own, ...Object.keys(known?.without ?? {})].sort();
      const columns = table.columns.map(({ name }) => name).filter((name) => name !== "organization_id");
      expect(listed).toEqual(columns.sort());
    },
  );

  it("include no credentials", () => {
    const names = all.flatMap(({ columns }) => columns.map(nameInDatabase));
    expect(names.filter((name) => /hash|password|secret|token/.test(name))).toEqual([]);
  });
});

describe("an export", () => {
  const created: { ours?: Awaited<ReturnType<typeof newOrganization>>; theirs?: string } = {};
  let files: Record<string, string> = {};

  beforeAll(async () => {
    const [ours, theirs] = [await newOrganization(), await newOrganization()];
    for (const { id } of [ours, theirs]) for (const { name } of tenants) await rowOf(name, id);
    Object.assign(created, { ours, theirs: theirs.id });
    files = await exported(ours.id, ours.owner);
  });

  it("has a file for each table, with a header and the organization's row, and a README that lists them", () => {
    expect(Object.keys(files).sort()).toEqual([...served.map(({ file }) => `${file}.csv`), "README.txt"].sort());
    for (const { file, columns } of served) {
      const lines = files[`${file}.csv`]?.trimEnd().split("\n") ?? [];
      expect(lines[0], file).toBe(`\uFEFF${columns.map(nameInDatabase).join(",")}`);
      expect(lines, file).toHaveLength(2);
      expect(files["README.txt"]).toContain(`${file}.csv: 1 row`);
    }
  });

  it("has no data of another organization", async () => {
    const theirs = await owner<{ id: string }[]>`
      select user_id::text as id from memberships where organization_id = ${created.theirs ?? ""}
      union select id::text from plants where organization_id = ${created.theirs ?? ""}
      union select id::text from api_keys where organization_id = ${created.theirs ?? ""}`;
    expect(theirs.length).toBeGreaterThan(2);
    const everything = Object.values(files).join("\n");
    for (const { id } of theirs) expect(everything).not.toContain(id);
    expect(everything).not.toContain(created.theirs);
  });

  it("has no secret, whichever column it is in", async () => {
    const secrets = await owner<{ secret: string }[]>`
      select hash as secret from api_keys where organization_id = ${created.ours?.id ?? ""}
      union select token_hash from invitations where organization_id = ${created.ours?.id ?? ""}
      union select hash from audit_log where organization_id = ${created.ours?.id ?? ""}`;
    expect(secrets.length).toBeGreaterThan(2);
    const everything = Object.values(files).join("\n");
    for (const { secret } of secrets) expect(everything).not.toContain(secret);
  });

  it("leaves no temporary file behind, whether it was read or canceled", async () => {
    const { id, owner: actor } = await newOrganization();
    const folder = await mkdtemp(join(tmpdir(), "gatehouse-test-"));
    vi.stubEnv("TMPDIR", folder);
    await exported(id, actor);
    const { bytes } = await exportOrganization({ organizationId: id, organization: "Acme", actor });
    await bytes.cancel();
    expect(await readdir(folder)).toEqual([]);
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  it("escapes formulas", async () => {
    const { id, owner: actor } = await newOrganization({ name: "=cmd|' /C calc'!A0" });
    const { "organization.csv": csv } = await exported(id, actor);
    expect(csv).toContain("'=cmd");
    expect(csv).not.toMatch(/[,\n]=cmd/);
  });

  it("keeps negative numbers as numbers", async () => {
    const { id, owner: actor } = await newOrganization();
    await owner`insert into gauges (organization_id, meter, level, updated_at) values (${id}, 'plants', -5, now())`;
    const { "gauges.csv": csv = "" } = await exported(id, actor);
    expect(csv).toMatch(/(^|,)-5(,|$)/m);
  });

  it("has all rows of a long table, in order", async () => {
    const { id, owner: actor } = await newOrganization();
    await inOrganization(id, async ({ tx, now }) => {
      await tx.insert(gauges).values({ organizationId: id, meter: "plants", level: 1, updatedAt: now });
      await tx.execute(sql`insert into ${gaugeReadings} (organization_id, meter, id, level, measured_at)
        select ${id}::uuid, 'plants', lpad(to_hex(n), 32, '0')::uuid, n, now() from generate_series(1, 2001) n`);
    });
    const { "gauge_readings.csv": csv = "" } = await exported(id, actor);
    const levels = csv
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => Number(line.split(",")[2]));
    expect(levels).toEqual(Array.from({ length: 2001 }, (_, index) => index + 1));
  });

  it("is a snapshot: rows added while it is written are not in it", async () => {
    const { id, owner: actor } = await newOrganization();
    const folder = await mkdtemp(join(tmpdir(), "gatehouse-test-"));
    const { files: archived } = await withSnapshot({ organizationId: id, actor }, async (ctx) => {
      await ctx.tx.select().from(plants);
      await inOrganization(id, ({ tx, now }) =>
        tx.insert(plants).values({
          organizationId: id,
          id: crypto.randomUUID(),
          name: "Annex",
          timeZone: "UTC",
          createdAt: now,
        }),
      );
      return writeArchive(ctx, { path: join(folder, "a.zip"), tables: product.exported, about: () => "" });
    });
    expect(archived.find(({ file }) => file === "plants.csv")).toEqual({ file: "plants.csv", rows: 0 });
    await rm(folder, { recursive: true });
  });
});

it.each([
  ["Acme Corp.", "acme-corp-2026-11-21.zip"],
  ["Łódź & Söhne GmbH", "odz-sohne-gmbh-2026-11-21.zip"],
  ["株式会社", "organization-2026-11-21.zip"],
  ["../../etc/passwd\r\n", "etc-passwd-2026-11-21.zip"],
])("the export of %s is called %s", (name, file) =>
  expect(fileNameOf(name, new Date("2026-11-21T12:00:00Z"))).toBe(file),
);
