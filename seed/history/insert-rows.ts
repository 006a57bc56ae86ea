import { getTableName, type SQL, sql } from "drizzle-orm";
import { toSnakeCase } from "drizzle-orm/casing";
import type { PgTable } from "drizzle-orm/pg-core";
import { type metricOrganizations, subscriptions } from "@/db/schema";
import type { Transaction } from "@/lib/database";

/** Rows per statement. A statement has one parameter, so only memory limits it. */
const batchSize = 2_000;

/**
 * Inserts many rows at once, ten times as fast as with a parameter per value. All rows need the same columns.
 *
 * @param existing what happens to rows whose key exists.
 */
export async function insertRows<Table extends PgTable>(
  tx: Transaction,
  table: Table,
  rows: readonly Table["$inferInsert"][],
  existing: "refuse" | "keep" = "refuse",
): Promise<void> {
  const conflict = existing === "keep" ? sql`on conflict do nothing` : sql``;
  for (const batch of batches(rows)) {
    const columns = columnList(Object.keys(batch[0] ?? {}));
    await tx.execute(
      sql`insert into ${nameOf(table)} (${columns}) select ${columns} from ${recordset(table, batch)} ${conflict}`,
    );
  }
}

/** Writes the mirror of organizations whose row, made by a trigger, is still empty. */
export async function fillMirror(tx: Transaction, rows: readonly (typeof subscriptions.$inferSelect)[]): Promise<void> {
  await tx.execute(sql`select set_config('app.mirror_writer', 'sync', true)`);
  await updateRows(
    tx,
    subscriptions,
    rows.map(({ entitlementsVersion, ...row }) => row),
  );
  await tx.execute(sql`select set_config('app.mirror_writer', '', true)`);
}

/** Updates many rows, by their organization. All need the same columns. */
export async function updateRows<Table extends typeof subscriptions | typeof metricOrganizations>(
  tx: Transaction,
  table: Table,
  rows: readonly (Partial<Table["$inferInsert"]> & { organizationId: string })[],
): Promise<void> {
  for (const batch of batches(rows)) {
    const changed = Object.keys(batch[0] ?? {}).filter((key) => key !== "organization_id");
    const set = sql.join(
      changed.map((key) => sql`${sql.identifier(key)} = r.${sql.identifier(key)}`),
      sql`, `,
    );
    await tx.execute(
      sql`update ${nameOf(table)} t set ${set} from ${recordset(table, batch)} r where t.organization_id = r.organization_id`,
    );
  }
}

function* batches(rows: readonly object[]): Generator<Record<string, unknown>[]> {
  for (let first = 0; first < rows.length; first += batchSize)
    yield rows.slice(first, first + batchSize).map(snakeCased);
}

const nameOf = (table: PgTable): SQL => sql`${sql.identifier(getTableName(table))}`;

const recordset = (table: PgTable, batch: readonly object[]): SQL =>
  sql`json_populate_recordset(null::${nameOf(table)}, ${JSON.stringify(batch)}::json)`;

const columnList = (names: readonly string[]): SQL =>
  sql.join(
    names.map((name) => sql.identifier(name)),
    sql`, `,
  );

const snakeCased = (row: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [toSnakeCase(key), value]));
