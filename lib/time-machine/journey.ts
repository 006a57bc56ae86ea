import type { Journey, JourneyEvent } from "@/db/schema/journey";

export type { Journey, JourneyEvent };

/** Only the latest are kept; the counts include all. */
const keptEvents = 60;

/** A journey that has not started yet. */
export function newJourney(from: Date, to: Date, last: Journey | null): Journey {
  // If the last one was stopped on the way, the work of its last stop is still to be done.
  const { at, jobsAt } = last?.state === "stopped" ? last : { at: from.toISOString(), jobsAt: undefined };
  return {
    state: "requested",
    from: from.toISOString(),
    to: to.toISOString(),
    at,
    ...(jobsAt === undefined ? {} : { jobsAt }),
    stops: 0,
    stripeWork: 0,
    jobs: 0,
    counts: {},
    happened: [],
  };
}

/** The result of a stop. */
export type Stop = { at: Date; jobsAt: Date; stripeWork: number; jobs: number; happened: readonly JourneyEvent[] };

/** The journey after a stop. */
export function stoppedAt(journey: Journey, { at, jobsAt, stripeWork, jobs, happened }: Stop): Journey {
  const counts = { ...journey.counts };
  for (const { what } of happened) {
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return {
    ...journey,
    state: "traveling",
    at: at.toISOString(),
    jobsAt: jobsAt.toISOString(),
    stops: journey.stops + 1,
    stripeWork: journey.stripeWork + stripeWork,
    jobs: journey.jobs + jobs,
    counts,
    happened: [...journey.happened, ...happened].slice(-keptEvents),
  };
}

export const isUnderWay = (journey: Journey | null): journey is Journey =>
  journey?.state === "requested" || journey?.state === "traveling";

/** The progress, from 0 to 1. */
export function shareOf({ from, to, at, state }: Journey): number {
  if (state === "arrived") return 1;
  const way = Date.parse(to) - Date.parse(from);
  return way <= 0 ? 1 : Math.min(1, (Date.parse(at) - Date.parse(from)) / way);
}
