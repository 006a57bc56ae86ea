import "server-only";
import { sql } from "drizzle-orm";
import { withPlatform } from "@/lib/context";

const monthsAhead = 3;

/** The job that makes the next months' partitions of usage_events. Safe to run twice at once. */
export async function makePartitions(): Promise<void> {
  await withPlatform({ actor: { kind: "system", id: "worker" } }, ({ tx, now }) =>
    tx.execute(sql`select make_usage_partitions(${now.toISOString()}::timestamptz, ${monthsAhead})`),
  );
}
