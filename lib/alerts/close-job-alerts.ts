import "server-only";
import type { Context } from "@/lib/context";
import { hasRecovered } from "@/lib/jobs";
import { openAlertsOfKind } from "./queries";
import { resolveAlert } from "./resolve-alert";

/** Closes the alerts about jobs whose queue works again. */
export async function closeJobAlerts(ctx: Context): Promise<void> {
  for (const alert of await openAlertsOfKind(ctx, "job_failing")) {
    const [queue = ""] = alert.dedupeKey.split(":");
    if (await hasRecovered(ctx, queue, alert.createdAt)) await resolveAlert(ctx, alert);
  }
}
