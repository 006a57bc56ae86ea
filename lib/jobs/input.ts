import { z } from "zod";
import { type JobName, queues } from "./queues";

const names = Object.keys(queues) as JobName[];

export const retryJobSchema = z.strictObject({ queue: z.enum(names), jobId: z.uuid() });
/** Those that run by the clock need no input, so they can be run by hand. */
export const runNowSchema = z.strictObject({
  queue: z.enum(names.filter((name) => queues[name].cron !== undefined)),
});
export const queueFilterSchema = z.object({ queue: z.enum(names).optional().catch(undefined) });
