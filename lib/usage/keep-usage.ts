import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

/** Months of partitions created in advance, so that a job that fails for weeks does no harm. */
const monthsAhead = 3;

/** Creates the partitions of the coming months. For a platform-role transaction. Safe to run twice at once. @returns how many. */
export async function makeUsagePartitions({ tx, now }: Context): Promise<number> {
  const [row] = await tx.execute<{ made: number }>(
    sql`select make_usage_partitions(${now.toISOString()}::timestamptz, ${monthsAhead}) as made`,
  );
  return row?.made ?? 0;
}

/**
 * Drops the months of usage events that ended more than `months` months ago. Counters are kept forever. For a platform-role
 * transaction. Safe to run twice at once.
 *
 * @param months at least 3, because the events hold the idempotency keys of the last 35 days.
 * @returns how many were dropped.
 */
export async function dropUsageEvents({ tx, now }: Context, months: number): Promise<number> {
  const [row] = await tx.execute<{ dropped: number }>(
    sql`select drop_usage_partitions(${now.toISOString()}::timestamptz, ${months}) as dropped`,
  );
  return row?.dropped ?? 0;
}
