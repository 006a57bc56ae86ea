import { sql } from "./database";

/** Tables that the worker fills by itself, from what the others hold. */
const derived = /^(metric_|rolled_|organization_directory$|usage_gates$|usage_terms$)/;

/** Changes as a member looks at a page, once a day. */
const seen = "last_seen_on";

/** A checksum of each table's rows about one organization, and of the accounts of its members. */
export type Footprint = Readonly<Record<string, string>>;

/** What an attack must leave as it was. */
export async function footprintOf(organizationId: string): Promise<Footprint> {
  const tables = await tenantTables();
  const parts = tables.map(
    (table) => sql`
      select ${table} as name, md5(coalesce(string_agg(whole, '|' order by whole), '')) as sum
      from ${sql(table)} as row, lateral (select (to_jsonb(row) - ${seen})::text) as row_text (whole) where organization_id = ${organizationId}`,
  );
  const rows = await Promise.all([
    ...parts,
    sql`select 'organizations' as name, md5(row::text) as sum from organizations as row where id = ${organizationId}`,
    sql`
      select 'users' as name, md5(coalesce(string_agg(row::text, '|' order by row::text), '')) as sum
      from users as row where id in (select user_id from memberships where organization_id = ${organizationId})`,
  ]);
  return Object.fromEntries(rows.flat().map(({ name, sum }) => [String(name), String(sum)]));
}

let known: Promise<string[]> | undefined;

function tenantTables(): Promise<string[]> {
  known ??= sql`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attname = 'organization_id' order by 1`.then((rows) =>
    rows.map(({ name }) => String(name)).filter((name) => !derived.test(name)),
  );
  return known;
}
