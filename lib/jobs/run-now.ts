import "server-only";
import type { z } from "zod";
import { platformChain, recordAudit } from "@/lib/audit";
import type { Context } from "@/lib/context";
import type { runNowSchema } from "./input";
import { sendJob } from "./send-job";

/** Runs a scheduled job now. Adds none while one is waiting. */
export async function runNow(ctx: Context, { queue }: z.output<typeof runNowSchema>): Promise<void> {
  await sendJob(ctx, queue, {});
  await recordAudit(ctx, { organizationId: platformChain, action: "jobs.run_now", subject: queue });
}
