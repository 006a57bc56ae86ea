import "server-only";
import { sql } from "drizzle-orm";
import type { Context } from "@/lib/context";

const key = sql`hashtext('gatehouse roll metrics')`;

/** Until the transaction's end, no other transaction changes the rollups. Waits for one that does. */
export async function lockRollups({ tx }: Context): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${key})`);
}

/** The same without waiting. @returns whether it got the lock. */
export async function tryLockRollups({ tx }: Context): Promise<boolean> {
  const [row] = await tx.execute<{ locked: boolean }>(sql`select pg_try_advisory_xact_lock(${key}) as locked`);
  return row?.locked === true;
}
