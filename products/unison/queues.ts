import { z } from "zod";
import type { ProductQueues } from "@/lib/jobs/queue-settings";

declare module "@/lib/jobs/queue-settings" {
  interface ProductJobs {
    "remove-stored-files": Record<string, never>;
  }
}

/** The queues of Unison's own jobs. */
export const queues: ProductQueues = {
  "remove-stored-files": { input: z.object({}), policy: "short", cron: "*/10 * * * *", retryLimit: 3 },
};
