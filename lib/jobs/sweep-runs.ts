import "server-only";
import { lt } from "drizzle-orm";
import { jobRuns } from "@/db/schema";
import type { Context } from "@/lib/context";
import { type Batch, deleteBatch } from "@/lib/delete-batch";

/** Deletes old job history. @returns how many runs. */
export const sweepRuns = (ctx: Context, { before, limit }: Batch): Promise<number> =>
  deleteBatch(ctx, jobRuns, lt(jobRuns.finishedAt, before), limit);
