import "server-only";
import { lt } from "drizzle-orm";
import { jobRuns } from "@/db/schema";
import type { Context } from "@/lib/context";
import { addDays } from "@/lib/durations";

/** Deletes job history older than two weeks. */
export async function sweepRuns({ tx, now }: Context): Promise<void> {
  await tx.delete(jobRuns).where(lt(jobRuns.finishedAt, addDays(now, -14)));
}
