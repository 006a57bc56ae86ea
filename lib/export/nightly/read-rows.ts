import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Context } from "@/lib/context";
import { csvLines } from "@/lib/csv";
import { nameInDatabase } from "../exported-table";
import { cellOf, keyOf } from "../read-table";
import type { Format } from "./manifest";
import type { NightlyTable } from "./nightly-tables";

const pageSize = 5_000;

/**
 * Every organization's rows of a table in a format, page by page with a cursor in the caller's transaction.
 *
 * @param count is called with the number of rows of each page.
 */
export async function* readRows(
  { tx }: Context,
  table: NightlyTable,
  format: Format,
  count: (rows: number) => void,
): AsyncGenerator<string> {
  // Without a byte order mark: loaders would take it for a part of the first column's name.
  if (format === "csv") yield csvLines([table.columns.map(nameInDatabase)]);
  const cursor = sql.identifier(`nightly_${table.file}`);
  await tx.execute(sql`declare ${cursor} no scroll cursor for ${selectRows(table, format)}`);
  for (let full = true; full; ) {
    const rows = await tx.execute<{ row: Row }>(sql`fetch ${sql.raw(String(pageSize))} from ${cursor}`);
    if (rows.length > 0) yield linesOf(rows.map(({ row }) => row));
    count(rows.length);
    full = rows.length === pageSize;
  }
  await tx.execute(sql`close ${cursor}`);
}

/** The cells of a line of CSV, or a line of NDJSON. */
type Row = (string | null)[] | string;

function linesOf(rows: readonly Row[]): string {
  const cells = rows.filter((row) => typeof row !== "string");
  return cells.length > 0 ? csvLines(cells) : `${rows.join("\n")}\n`;
}

/** A cursor takes no parameters. */
function selectRows({ table, columns, with: other, where }: NightlyTable, format: Format): SQL {
  const row = format === "csv" ? sql`array[${sql.join(columns.map(cellOf), sql`, `)}]` : objectOf(columns);
  return sql`select ${row} as row from ${table} ${other ? sql`join ${other.table} on ${other.on}` : sql``}
    ${where ? sql`where ${where}` : sql``} order by ${sql.join(keyOf(table), sql`, `)}`;
}

/** Numbers, booleans and JSON stay what they are; times are text. */
function objectOf(columns: readonly PgColumn[]): SQL {
  const members = columns.map((column) => {
    const name = sql.raw(`'${nameInDatabase(column)}'`);
    return sql`${name}, ${column.getSQLType().startsWith("timestamp") ? cellOf(column) : column}`;
  });
  return sql`json_build_object(${sql.join(members, sql`, `)})::text`;
}
