import type { Happening, Journey } from "@/db/schema/journey";

export type { Happening, Journey };

/** So many of the latest happenings are kept; the counts know them all. */
const most = 60;

/** A journey nobody has set out on yet. */
export function newJourney(from: Date, to: Date, last: Journey | null): Journey {
  // One that stopped on the way left work of its last stop undone.
  const at = last?.state === "stopped" ? last.at : from.toISOString();
  return {
    state: "asked",
    from: from.toISOString(),
    to: to.toISOString(),
    at,
    stops: 0,
    stripeWork: 0,
    jobs: 0,
    counts: {},
    happened: [],
  };
}

/** What a stop came to. */
export type Stop = { at: Date; stripeWork: number; jobs: number; happened: readonly Happening[] };

/** The journey one stop further. */
export function stoppedAt(journey: Journey, { at, stripeWork, jobs, happened }: Stop): Journey {
  const counts = { ...journey.counts };
  for (const { what } of happened) {
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return {
    ...journey,
    state: "travelling",
    at: at.toISOString(),
    stops: journey.stops + 1,
    stripeWork: journey.stripeWork + stripeWork,
    jobs: journey.jobs + jobs,
    counts,
    happened: [...journey.happened, ...happened].slice(-most),
  };
}

export const isUnderWay = (journey: Journey | null): journey is Journey =>
  journey?.state === "asked" || journey?.state === "travelling";

/** Of the way, from 0 to 1. */
export function shareOf({ from, to, at, state }: Journey): number {
  if (state === "arrived") return 1;
  const way = Date.parse(to) - Date.parse(from);
  return way <= 0 ? 1 : Math.min(1, (Date.parse(at) - Date.parse(from)) / way);
}
