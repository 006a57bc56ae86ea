import type postgres from "postgres";

/** Where any of the texts stands: every text and JSON column of every table, in any schema, of any letter case. */
export async function placesOf(owner: postgres.Sql, texts: readonly string[]): Promise<string[]> {
  const columns = await owner<{ name: string; column: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as name, quote_ident(a.attname) as column
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
      and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'json'::regtype, 'inet'::regtype, 'text[]'::regtype)`;
  if (columns.length < 200) throw new Error(`only ${columns.length} columns to search`);
  const places: string[] = [];
  for (const { name, column } of columns) {
    for (const text of texts) {
      const [row] = await owner.unsafe(
        `select 1 from ${name} where position(lower($1) in lower(${column}::text)) > 0 limit 1`,
        [text],
      );
      if (row) places.push(`${name}.${column}: ${text}`);
    }
  }
  return places;
}
