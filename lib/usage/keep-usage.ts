import "server-only";
import { sql } from "drizzle-orm";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";

/** Partitions that exist ahead: a job that fails for weeks on end leaves nothing without its place. */
const monthsAhead = 3;

/**
 * The daily upkeep of single events: makes the partitions of the months to come and drops those older than the
 * catalogue's `usageEventsKeptMonths`. Counters are kept for good. For a platform-role transaction; safe to run twice at once.
 *
 * @returns how many partitions were made and dropped.
 */
export async function keepUsage({ tx, now }: Context): Promise<{ made: number; dropped: number }> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const [row] = await tx.execute<{ made: number; dropped: number }>(sql`
    select make_usage_partitions(${at}, ${monthsAhead}) as made,
      drop_usage_partitions(${at}, ${catalog.usageEventsKeptMonths}) as dropped`);
  if (!row) throw new Error("the partitions' upkeep answered nothing");
  return row;
}
