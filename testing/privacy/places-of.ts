import type postgres from "postgres";

/** Finds the texts in every text and JSON column of every table, in any schema and letter case. */
export async function placesOf(owner: postgres.Sql, texts: readonly string[]): Promise<string[]> {
  const tables = await owner<{ name: string; columns: string[] }[]>`
    select format('%I.%I', n.nspname, c.relname) as name, array_agg(quote_ident(a.attname) order by a.attnum) as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
      and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
      and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype, 'json'::regtype, 'inet'::regtype, 'text[]'::regtype)
    group by 1`;
  const searched = tables.flatMap(({ columns }) => columns);
  if (searched.length < 200) throw new Error(`only ${searched.length} columns to search`);
  const places: string[] = [];
  for (const { name, columns } of tables) {
    const each = columns.map(
      (column) => `select '${name}.${column}: ' || given as place from unnest($1::text[]) given
        where exists (select from ${name} where position(lower(given) in lower(${column}::text)) > 0)`,
    );
    const rows = await owner.unsafe<{ place: string }[]>(each.join(" union all "), [[...texts]]);
    places.push(...rows.map(({ place }) => place));
  }
  return places;
}
