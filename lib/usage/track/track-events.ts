import "server-only";
import { withTenant } from "@/lib/context";
import { found, GatehouseError } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { telemetry } from "@/lib/telemetry";
import { notifyLimits } from "../thresholds/notify-limits";
import type { EventAnswer } from "./answers";
import type { ReachedThreshold } from "./batch";
import { countRequest } from "./count-requests";
import type { Reporter, UsageEvent } from "./event";
import type { ReadEvent } from "./read-events";

/**
 * Counts events reported over the API, for any organizations, in one transaction that other requests of the moment may
 * share. Events that could not be read are refused, and the others counted. Events answered as accepted are committed. Callers set the deadline.
 *
 * @returns an answer per event, in their order.
 * @throws GatehouseError `unauthenticated` (the key was revoked), `unavailable`.
 */
export async function trackEvents(reporter: Reporter, events: readonly ReadEvent[]): Promise<EventAnswer[]> {
  const readable = events.filter((event): event is UsageEvent => !(event instanceof GatehouseError));
  const { answers, reached } = await countRequest({ reporter, events: readable });
  if (reached.length > 0) await notifyOrganizations(reporter, reached);
  const all = readable.length === events.length ? answers : withRefusals(events, answers);
  countResults(all);
  return all;
}

function countResults(answers: readonly EventAnswer[]): void {
  const counter = telemetry()?.trackedEvents;
  if (!counter) return;
  for (const { status } of answers) counter.with(status).value += 1;
}

/** Puts the refusals of events that could not be read between the answers to the others. */
function withRefusals(events: readonly ReadEvent[], answers: readonly EventAnswer[]): EventAnswer[] {
  let next = 0;
  return events.map((event) =>
    event instanceof GatehouseError ? { status: "refused", error: event } : found(answers[next++], "answer"),
  );
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
