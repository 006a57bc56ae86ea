import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

/** A database as an earlier version of Gatehouse made it. */
export type Fixture = {
  /** The last migration of that version. */
  version: string;
  /** Its routines, partitions and access rules, in the order they were applied. */
  statements: readonly string[];
  /** Referenced tables first. */
  tables: readonly { name: string; rows: readonly unknown[] }[];
};

type Line = { version: string } | { statement: string } | { table: string; rows: unknown[] };
type Journal = { entries: { tag: string }[] };

/** Reads `testing/upgrade/<version>.jsonl.gz`. */
export async function readFixture(version: string, root = process.cwd()): Promise<Fixture> {
  const packed = await readFile(join(root, "testing/upgrade", `${version}.jsonl.gz`));
  const lines: Line[] = gunzipSync(packed)
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  return {
    version: lines.flatMap((line) => ("version" in line ? [line.version] : []))[0] ?? version,
    statements: lines.flatMap((line) => ("statement" in line ? [line.statement] : [])),
    tables: lines.flatMap((line) => ("table" in line ? [{ name: line.table, rows: line.rows }] : [])),
  };
}

/**
 * Fills an empty database with a fixture: the migrations up to its version, its routines and access rules, its rows.
 *
 * @param url the owner's address of the database. The serving roles have to exist: any `migrateDatabase` on the same
 *   server creates them.
 */
export async function restoreFixture(url: string, fixture: Fixture, root = process.cwd()): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await migrateUpTo(sql, fixture.version, root);
    for (const statement of fixture.statements) await sql.unsafe(statement);
    await sql.begin((tx) => insertRows(tx, fixture));
  } finally {
    await sql.end();
  }
}

/** drizzle's migrator always goes to the end of the journal, so it gets a copy of the folder whose journal ends earlier. */
async function migrateUpTo(sql: postgres.Sql, version: string, root: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-migrations-"));
  try {
    await cp(join(root, "drizzle"), folder, { recursive: true });
    const file = join(folder, "meta/_journal.json");
    const journal: Journal = JSON.parse(await readFile(file, "utf8"));
    const last = journal.entries.findIndex(({ tag }) => tag === version);
    if (last < 0) throw new Error(`drizzle/meta/_journal.json has no migration ${version}.`);
    await writeFile(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, last + 1) }));
    await migrate(drizzle(sql), { migrationsFolder: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Without the triggers, which would start trials and raise versions a second time. Foreign keys are still checked. */
async function insertRows(tx: postgres.TransactionSql, { tables }: Fixture): Promise<void> {
  for (const { name } of tables) await tx`alter table ${tx(name)} disable trigger user`;
  for (const { name, rows } of tables) {
    await tx`
      insert into ${tx(name)}
      select * from jsonb_populate_recordset(null::${tx(name)}, ${JSON.stringify(rows)}::text::jsonb)`;
  }
  for (const { name } of tables) await tx`alter table ${tx(name)} enable trigger user`;
}
