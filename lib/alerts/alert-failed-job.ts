import "server-only";
import type { Context } from "@/lib/context";
import { isoDay } from "@/lib/dates";
import { raiseAlert } from "./raise-alert";

/** Raises an alert for a job that ran out of retries, once a day for each queue. */
export async function alertFailedJob(
  ctx: Context,
  { queue, reason }: { queue: string; reason: string },
): Promise<void> {
  await raiseAlert(ctx, {
    kind: "job_failing",
    dedupeKey: `${queue}:${isoDay(ctx.now)}`,
    title: `Job ${queue} failed`,
    text: `${reason} It won't be retried automatically. Fix the cause, then retry it on the Jobs page.`,
    path: `/admin/jobs?queue=${queue}`,
  });
}
