import "server-only";
import { sql } from "drizzle-orm";
import { catalog } from "@/lib/catalog";
import type { Context } from "@/lib/context";

/** Months of partitions created in advance, so that a job that fails for weeks does no harm. */
const monthsAhead = 3;

/**
 * The daily maintenance of usage events: creates the partitions of the coming months and drops those older than the
 * catalog's `usageEventsKeptMonths`. Counters are kept forever. For a platform-role transaction. Safe to run twice at once.
 *
 * @returns how many partitions were created and dropped.
 */
export async function keepUsage({ tx, now }: Context): Promise<{ made: number; dropped: number }> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const [row] = await tx.execute<{ made: number; dropped: number }>(sql`
    select make_usage_partitions(${at}, ${monthsAhead}) as made,
      drop_usage_partitions(${at}, ${catalog.usageEventsKeptMonths}) as dropped`);
  if (!row) throw new Error("the partition functions returned nothing");
  return row;
}
