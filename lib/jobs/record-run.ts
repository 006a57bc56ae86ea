import "server-only";
import { uuidv7 } from "uuidv7";
import { jobRuns } from "@/db/schema";
import { now } from "@/lib/clock";
import { platformDatabase } from "@/lib/database";

type Run = Omit<typeof jobRuns.$inferInsert, "id" | "finishedAt">;

/** Notes what a job came to. In a transaction of its own: the job's was undone when it failed. */
export async function recordRun(run: Run): Promise<void> {
  await platformDatabase()
    .insert(jobRuns)
    .values({ ...run, id: uuidv7(), finishedAt: now() });
}
