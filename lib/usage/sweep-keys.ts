import "server-only";
import { sql } from "drizzle-orm";
import { usageKeys } from "@/db/schema";
import type { Context } from "@/lib/context";

/** Idempotency keys of usage are promised for 35 days; a margin more costs little. */
const keptDays = 40;
/** So many in one statement, for other statements to get their turn. */
const most = 20_000;

/** Deletes answers to idempotency keys that are no longer promised. @returns whether there may be more of them. */
export async function sweepUsageKeys({ tx, now }: Context): Promise<boolean> {
  const before = new Date(now.getTime() - keptDays * 24 * 60 * 60 * 1000).toISOString();
  const { count } = await tx.execute(sql`
    delete from ${usageKeys} where ctid = any(array(
      select ctid from ${usageKeys} where ${usageKeys.recordedAt} < ${before}::timestamptz limit ${most}))`);
  return count === most;
}
