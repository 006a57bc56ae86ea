import type postgres from "postgres";
import { uuidv7 } from "uuidv7";

export type ForeignKey = { to: string; columns: string[]; references: string[] };
export type Column = { name: string; type: string; required: boolean };
export type Table = {
  name: string;
  columns: Column[];
  primaryKey: string[];
  /** Of every unique constraint and unique index, including the primary key. */
  uniqueKeys: string[][];
  foreignKeys: ForeignKey[];
  rowSecurity: boolean;
  forcedRowSecurity: boolean;
};

type Row = Record<string, unknown>;

/**
 * Every table of the schema as PostgreSQL's system catalogs describe it. Partitions are left out: no role may access them.
 *
 * @param owner a single connection: the query uses a function that exists in its session only.
 */
export async function readTables(owner: postgres.Sql): Promise<Table[]> {
  await createNamesFunction(owner);
  const rows = await owner<{ table: Table }[]>`
    select json_build_object(
      'name', c.relname,
      'rowSecurity', c.relrowsecurity,
      'forcedRowSecurity', c.relforcerowsecurity,
      'columns', (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'required', a.attnotnull) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
      'primaryKey', coalesce((select pg_temp.names(c.oid, k.conkey) from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'p'), '[]'),
      'uniqueKeys', coalesce((select json_agg(pg_temp.names(c.oid, i.indkey::int2[])) from pg_index i
        where i.indrelid = c.oid and i.indisunique), '[]'),
      'foreignKeys', coalesce((select json_agg(json_build_object('to', p.relname,
          'columns', pg_temp.names(c.oid, k.conkey), 'references', pg_temp.names(p.oid, k.confkey)))
        from pg_constraint k join pg_class p on p.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.conparentid = 0), '[]')
    ) as table
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
    order by c.relname`;
  return rows.map(({ table }) => table);
}

/** `pg_temp.names` returns the names of columns by their numbers, in order. */
async function createNamesFunction(owner: postgres.Sql): Promise<void> {
  await owner.unsafe(`
    create or replace function pg_temp.names(relation oid, numbers int2[]) returns json language sql as $$
      select json_agg(a.attname order by n.place) from unnest(numbers) with ordinality as n(attnum, place)
      join pg_attribute a on a.attrelid = relation and a.attnum = n.attnum $$`);
}

/**
 * Builds a row of any table for an organization, and the rows it refers to, from the table's description alone. So a new table
 * is tested without a factory.
 */
export function rowMaker(owner: postgres.Sql, tables: readonly Table[]) {
  const tableOf = (name: string): Table => {
    const table = tables.find((candidate) => candidate.name === name);
    if (!table) throw new Error(`no table ${name}`);
    return table;
  };

  /** The organization's first row, created if it has none. */
  async function rowOf(name: string, organizationId: string): Promise<Row> {
    const table = tableOf(name);
    const tenant = tenantColumn(table);
    if (tenant) {
      const [row] = await owner<{ row: Row }[]>`
        select to_jsonb(t) as row from ${owner(name)} t where ${owner(tenant)} = ${organizationId} limit 1`;
      if (row) return row.row;
    }
    const row = await build(name, organizationId);
    await insert(owner, name, row);
    return row;
  }

  /** A row with new keys, not inserted. */
  async function build(name: string, organizationId: string): Promise<Row> {
    const table = tableOf(name);
    const row: Row = {};
    for (const { name: column, type, required } of table.columns) if (required) row[column] = sample(type);
    for (const { to, columns, references } of table.foreignKeys) {
      const parent = await rowOf(to, organizationId);
      for (const [index, column] of columns.entries()) row[column] = parent[references[index] ?? ""];
    }
    if (tenantColumn(table) === "organization_id") row.organization_id = organizationId;
    return row;
  }

  return { rowOf, build };
}

export const tenantColumn = (table: Table): string | undefined => {
  if (table.name === "organizations") return "id";
  return table.columns.some(({ name }) => name === "organization_id") ? "organization_id" : undefined;
};

export async function insert(sql: postgres.Sql | postgres.TransactionSql, table: string, row: Row): Promise<void> {
  await sql.unsafe(
    `insert into "${table}" (${Object.keys(row).map((name) => `"${name}"`)}) select ${Object.keys(row).map((name) => `"${name}"`)} from jsonb_populate_record(null::"${table}", $1::text::jsonb)`,
    [JSON.stringify(row)],
  );
}

let numbers = 1;

function sample(type: string): unknown {
  if (type.endsWith("[]")) return [];
  switch (type) {
    case "uuid":
      return uuidv7();
    case "text":
      return `sample ${uuidv7()}`;
    case "timestamp with time zone":
      return "2026-01-15T00:00:00Z";
    case "date":
      return "2026-01-15";
    case "time without time zone":
      return "06:00:00";
    case "smallint":
    case "numeric(15,3)":
    case "integer":
    case "bigint":
    case "double precision":
      return numbers++;
    case "boolean":
      return false;
    case "jsonb":
      return {};
    default:
      throw new Error(`testing/tables.ts has no sample value of the type ${type}`);
  }
}
