import "server-only";
import { uuidv7 } from "uuidv7";
import { jobRuns } from "@/db/schema";
import { platformDatabase } from "@/lib/database";

export type Run = Omit<typeof jobRuns.$inferSelect, "id">;

/** Notes what jobs came to. In a transaction of its own: a job's was undone when it failed. */
export async function recordRuns(runs: readonly Run[]): Promise<void> {
  if (runs.length === 0) return;
  await platformDatabase()
    .insert(jobRuns)
    .values(runs.map((run) => ({ ...run, id: uuidv7() })));
}
