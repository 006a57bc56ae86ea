import "server-only";
import { stringify } from "csv-stringify/sync";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgColumn } from "drizzle-orm/pg-core";
import type { TenantContext } from "@/lib/context";
import { type ExportedTable, nameInDatabase } from "./exported-table";

const pageSize = 1_000;

/**
 * A table's rows of the organization as CSV, header first, a page at a time: PostgreSQL keeps the place, by a cursor in the
 * caller's transaction. Instants are ISO 8601 in UTC; a cell that a spreadsheet would take for a formula is escaped.
 *
 * @param count is told how many rows each page had.
 */
export async function* readTable(
  { tx }: TenantContext,
  table: ExportedTable,
  count: (rows: number) => void,
): AsyncGenerator<string> {
  yield stringify([table.columns.map(nameInDatabase)]);
  const cursor = sql.identifier(`export_${table.file}`);
  await tx.execute(sql`declare ${cursor} no scroll cursor for ${selecting(table)}`);
  for (let full = true; full; ) {
    const rows = await tx.execute<{ cells: (string | null)[] }>(sql`fetch ${sql.raw(String(pageSize))} from ${cursor}`);
    if (rows.length > 0)
      yield stringify(
        rows.map(({ cells }) => cells),
        { escape_formulas: true },
      );
    count(rows.length);
    full = rows.length === pageSize;
  }
  await tx.execute(sql`close ${cursor}`);
}

/** Row-level security shows this tenant's rows alone, and so does the condition. A cursor takes no parameters. */
function selecting({ table, columns, with: other }: ExportedTable): SQL {
  const tenant = getTableColumns(table).organizationId ?? getTableColumns(table).id;
  const joined = other ? sql`join ${other.table} on ${other.on}` : sql``;
  return sql`select array[${sql.join(columns.map(cellOf), sql`, `)}] as cells from ${table} ${joined}
    where ${tenant} = current_setting('app.current_organization_id')::uuid
    order by ${sql.join(keyOf(table), sql`, `)}`;
}

function cellOf(column: PgColumn): SQL {
  const type = column.getSQLType();
  if (type.startsWith("timestamp")) {
    return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  }
  return type.endsWith("[]") ? sql`array_to_string(${column}, ' ')` : sql`${column}::text`;
}

/** By the primary key: the same export again has the same order. */
function keyOf(table: ExportedTable["table"]): PgColumn[] {
  const { primaryKeys, columns } = getTableConfig(table);
  return primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary);
}
