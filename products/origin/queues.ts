import { z } from "zod";
import type { ProductQueues } from "@/lib/jobs/queue-settings";

const run = z.object({ organizationId: z.uuid(), runId: z.uuid() });
const imported = z.object({ organizationId: z.uuid(), importId: z.uuid() });
const checked = z.object({ organizationId: z.uuid().optional() });

/** Runs and imports are one job each, keyed by their id. Alerts are one job per organization, sent by an hourly one. */
export const queues = {
  "run-attribution": { input: run, policy: "short", retryLimit: 3 },
  "import-data": { input: imported, policy: "short", retryLimit: 3 },
  // Hourly, because days end in each organization's own time zone.
  "check-roi-alerts": { input: checked, policy: "short", cron: "40 * * * *", retryLimit: 3 },
} as const satisfies ProductQueues;

declare module "@/lib/jobs/queue-settings" {
  interface ProductJobs {
    "run-attribution": z.infer<typeof run>;
    "import-data": z.infer<typeof imported>;
    "check-roi-alerts": z.infer<typeof checked>;
  }
}
