import cronParser from "cron-parser";
import { type JobName, queues } from "./queues";

/** When a queue runs by the clock next (UTC); undefined for one that runs on demand only. */
export function nextRun(name: JobName, now: Date): Date | undefined {
  const { cron } = queues[name];
  return cron === undefined
    ? undefined
    : cronParser.parseExpression(cron, { currentDate: now, tz: "UTC" }).next().toDate();
}
