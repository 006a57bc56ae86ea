import { z } from "zod";
import type { ProductQueues } from "@/lib/jobs/queue-settings";

const run = z.object({ organizationId: z.uuid(), runId: z.uuid() });
const imported = z.object({ organizationId: z.uuid(), importId: z.uuid() });

/** Runs and imports are one job each, keyed by their id. */
export const queues = {
  "run-attribution": { input: run, policy: "short", retryLimit: 3 },
  "import-data": { input: imported, policy: "short", retryLimit: 3 },
} as const satisfies ProductQueues;

declare module "@/lib/jobs/queue-settings" {
  interface ProductJobs {
    "run-attribution": z.infer<typeof run>;
    "import-data": z.infer<typeof imported>;
  }
}
