import { z } from "zod";
import { type JobName, queues } from "./queues";

const names = Object.keys(queues) as JobName[];

export const retryJobSchema = z.strictObject({ queue: z.enum(names), jobId: z.uuid() });
/** Scheduled jobs need no input, so they can be run manually. */
export const runNowSchema = z.strictObject({
  queue: z.enum(names.filter((name) => queues[name].cron !== undefined)),
});
export const queueFilterSchema = z.object({ queue: z.enum(names).optional().catch(undefined) });
