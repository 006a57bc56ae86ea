import "server-only";
import { getTableName, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { Context } from "@/lib/context";

/** Which rows a sweep deletes: those from before a time, at most so many at once. */
export type Batch = { before: Date; limit: number };

/**
 * Deletes up to `limit` rows, so that no lock is held for long. Rows that someone else has locked are left for the next time. Not for
 * partitioned tables.
 *
 * @param appendOnly of a table whose rows the role may delete but not update. No one locks them.
 * @returns how many were deleted: fewer than `limit` when none are left.
 */
export async function deleteBatch(
  { tx }: Pick<Context, "tx">,
  table: PgTable,
  where: SQL | undefined,
  limit: number,
  { appendOnly = false } = {},
): Promise<number> {
  const name = sql.identifier(getTableName(table));
  // Locking rows takes the right to update them.
  const locking = appendOnly ? sql`` : sql`for update skip locked`;
  const [row] = await tx.execute<{ deleted: number }>(sql`
    with gone as (
      delete from ${name} where ctid = any (array(
        select ctid from ${table} where ${where ?? sql`true`} limit ${limit} ${locking}))
      returning 1)
    select count(*)::int as deleted from gone`);
  return row?.deleted ?? 0;
}
