import "server-only";
import type { Context } from "@/lib/context";
import { raiseAlert } from "./raise-alert";

/** Tells of a job that is not tried again; of each queue once a day. */
export async function alertOfJob(ctx: Context, { queue, reason }: { queue: string; reason: string }): Promise<void> {
  await raiseAlert(ctx, {
    kind: "job_failing",
    dedupeKey: `${queue}:${ctx.now.toISOString().slice(0, 10)}`,
    title: `The job ${queue} fails`,
    text: `${reason} It is not tried again by itself. Mend the cause, then retry it on the jobs' page.`,
    path: `/admin/jobs?queue=${queue}`,
  });
}
