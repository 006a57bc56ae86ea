import "server-only";
import type { z } from "zod";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import type { runNowSchema } from "./input";
import { sendJob } from "./send-job";

/** Runs by hand what runs by the clock. While one waits already, that one is it. */
export async function runNow(ctx: Context, { queue }: z.output<typeof runNowSchema>): Promise<void> {
  await sendJob(ctx, queue, {});
  await recordAudit(ctx, { organizationId: platformChain, action: "jobs.run_now", subject: queue });
}
