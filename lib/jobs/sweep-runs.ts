import "server-only";
import { lt } from "drizzle-orm";
import { jobRuns } from "@/db/schema";
import type { Context } from "@/lib/context";

const keptMs = 14 * 24 * 60 * 60 * 1000;

/** Deletes the history of jobs that is older than two weeks. */
export async function sweepRuns({ tx, now }: Context): Promise<void> {
  await tx.delete(jobRuns).where(lt(jobRuns.finishedAt, new Date(now.getTime() - keptMs)));
}
