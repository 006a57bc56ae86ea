import "server-only";
import { type Actor, withTenant } from "@/lib/context";
import { logger } from "@/lib/logger";
import { tellLimits } from "../thresholds/tell-limits";
import { type EventAnswer, readAnswers } from "./answers";
import type { ToldStep } from "./batch";
import { joinFlight } from "./count-together";
import type { UsageEvent } from "./event";

/**
 * Who reports, and when. `keyId` is a platform key that was remembered: whether it still is valid, is asked in the same
 * statement that counts; if it is not, it is forgotten.
 */
export type Reporter = { actor: Actor; now: Date; keyId?: string; forget?: () => void };

/**
 * Counts events that a program outside reports, for any organizations, in one transaction of one statement, which other
 * requests of this moment may share. What is answered as accepted is committed.
 *
 * @returns an answer per event, in their order.
 * @throws GatehouseError `unauthenticated` (the key was revoked), `unavailable`.
 */
export async function trackEvents(reporter: Reporter, events: readonly UsageEvent[]): Promise<EventAnswer[]> {
  const { plans, answers, told } = await joinFlight({ reporter, events });
  if (told.length > 0) await tellPayers(reporter, told);
  return readAnswers(plans, answers);
}

/** The events are committed: an e-mail that cannot be written now is found by the job that looks for untold steps. */
async function tellPayers({ now }: Reporter, told: readonly ToldStep[]): Promise<void> {
  for (const organizationId of new Set(told.map(({ organization }) => organization))) {
    try {
      await withTenant({ organizationId, actor: { kind: "system", id: "worker" }, now }, tellLimits);
    } catch (error) {
      logger.warn({ err: error, organizationId }, "a limit's e-mail is left to the job");
    }
  }
}
