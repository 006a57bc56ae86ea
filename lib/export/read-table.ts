import "server-only";
import { getTableColumns, type SQL, sql } from "drizzle-orm";
import { getTableConfig, type PgColumn } from "drizzle-orm/pg-core";
import type { TenantContext } from "@/lib/context";
import { csvHeader, csvLines } from "@/lib/csv";
import { type ExportedTable, nameInDatabase } from "./exported-table";

const pageSize = 1_000;

/**
 * The organization's rows of a table as CSV, header first, page by page with a cursor in the caller's transaction. Times are
 * ISO 8601 in UTC. Cells that a spreadsheet would run as a formula are escaped.
 *
 * @param count is called with the number of rows of each page.
 */
export async function* readTable(
  { tx }: TenantContext,
  table: ExportedTable,
  count: (rows: number) => void,
): AsyncGenerator<string> {
  yield csvHeader(table.columns.map(nameInDatabase));
  const cursor = sql.identifier(`export_${table.file}`);
  await tx.execute(sql`declare ${cursor} no scroll cursor for ${selectRows(table)}`);
  for (let full = true; full; ) {
    const rows = await tx.execute<{ cells: (string | null)[] }>(sql`fetch ${sql.raw(String(pageSize))} from ${cursor}`);
    if (rows.length > 0) yield csvLines(rows.map(({ cells }) => cells));
    count(rows.length);
    full = rows.length === pageSize;
  }
  await tx.execute(sql`close ${cursor}`);
}

/** Both row-level security and the condition limit the rows to this tenant. A cursor takes no parameters. */
function selectRows({ table, columns, with: other }: ExportedTable): SQL {
  const tenant = getTableColumns(table).organizationId ?? getTableColumns(table).id;
  const joined = other ? sql`join ${other.table} on ${other.on}` : sql``;
  return sql`select array[${sql.join(columns.map(cellOf), sql`, `)}] as cells from ${table} ${joined}
    where ${tenant} = current_setting('app.current_organization_id')::uuid
    order by ${sql.join(keyOf(table), sql`, `)}`;
}

/** A column as text. Times are ISO 8601 in UTC. */
export function cellOf(column: PgColumn): SQL {
  const type = column.getSQLType();
  if (type.startsWith("timestamp")) {
    return sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  }
  return type.endsWith("[]") ? sql`array_to_string(${column}, ' ')` : sql`${column}::text`;
}

/** The primary key, so that every export has the same order. */
export function keyOf(table: ExportedTable["table"]): PgColumn[] {
  const { primaryKeys, columns } = getTableConfig(table);
  return primaryKeys[0]?.columns ?? columns.filter(({ primary }) => primary);
}
