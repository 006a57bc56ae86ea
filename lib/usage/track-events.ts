import "server-only";
import { type Context, withTenant } from "@/lib/context";
import { forgetOrganizations, organizationsByName } from "@/lib/entitlements";
import { unavailable } from "@/lib/errors";
import { logger } from "@/lib/logger";
import { type EventAnswer, readAnswers } from "./answers";
import type { Batch, RoutineResult } from "./batch";
import { callTrackUsageAlone, isWorthRetrying } from "./call-track-usage";
import type { UsageEvent } from "./event";
import { planBatches } from "./plan-batches";
import { tellLimits } from "./tell-limits";

type Reporter = Pick<Context, "actor" | "now">;

const attempts = 5;

/**
 * Counts events that a program outside reports, for any organizations: all in one transaction of one statement. What is
 * answered as accepted is committed.
 *
 * @returns an answer per event, in their order.
 */
export async function trackEvents(reporter: Reporter, events: readonly UsageEvent[]): Promise<EventAnswer[]> {
  const names = events.map(({ organization }) => organization);
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const organizations = await organizationsByName(reporter, names);
    const { plans, batches } = planBatches(events, organizations, reporter.now);
    const result = await count(reporter, batches);
    if (result) {
      await tellOwners(reporter, result.told);
      return readAnswers(plans, result.answers);
    }
    forgetOrganizations(names);
  }
  throw unavailable("The limits kept changing while this was counted. Nothing was counted; try again.");
}

/** @returns undefined when nothing was written and the limits have to be resolved again. */
async function count(reporter: Reporter, batches: readonly Batch[]): Promise<RoutineResult | undefined> {
  if (batches.length === 0) return { answers: [], told: [] };
  try {
    return await callTrackUsageAlone({ ...reporter, batches });
  } catch (error) {
    if (isWorthRetrying(error)) return undefined;
    throw error;
  }
}

/** The events are committed: an e-mail that cannot be written now is found by the job that looks for untold steps. */
async function tellOwners({ now }: Reporter, told: RoutineResult["told"]): Promise<void> {
  const mailed = told.filter(({ step }) => step !== "call").map(({ organization }) => organization);
  for (const organizationId of new Set(mailed)) {
    try {
      await withTenant({ organizationId, actor: { kind: "system", id: "worker" }, now }, tellLimits);
    } catch (error) {
      logger.warn({ err: error, organizationId }, "a limit's e-mail is left to the job");
    }
  }
}
