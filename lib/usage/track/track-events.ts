import "server-only";
import { withTenant } from "@/lib/context";
import { logger } from "@/lib/logger";
import { notifyLimits } from "../thresholds/notify-limits";
import type { EventAnswer } from "./answers";
import type { ReachedThreshold } from "./batch";
import { countRequest } from "./count-requests";
import type { Reporter, UsageEvent } from "./event";

/**
 * Counts events reported over the API, for any organizations, in one transaction that other requests of the moment may
 * share. Events answered as accepted are committed. Callers set the deadline.
 *
 * @returns an answer per event, in their order.
 * @throws GatehouseError `unauthenticated` (the key was revoked), `unavailable`.
 */
export async function trackEvents(reporter: Reporter, events: readonly UsageEvent[]): Promise<EventAnswer[]> {
  const { answers, reached } = await countRequest({ reporter, events });
  if (reached.length > 0) await notifyOrganizations(reporter, reached);
  return answers;
}

/** The events are already committed. If an email can't be written now, the `notify-limits` job does it later. */
async function notifyOrganizations({ now }: Reporter, reached: readonly ReachedThreshold[]): Promise<void> {
  for (const organizationId of new Set(reached.map(({ organization }) => organization))) {
    try {
      await withTenant({ organizationId, actor: { kind: "system", id: "worker" }, now }, notifyLimits);
    } catch (error) {
      logger.warn({ err: error, organizationId }, "limit notifications are left to the job");
    }
  }
}
