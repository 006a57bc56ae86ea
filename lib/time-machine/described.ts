import type { Journey, JourneyEvent } from "./journey";
import { isUnderWay, shareOf } from "./journey";

/** The time as the browser gets it. Instants are ISO 8601, UTC. */
export type DescribedTime = {
  now: string;
  /** How many seconds product time is ahead of real time. */
  shift: number;
  journey: {
    underWay: boolean;
    to: string;
    at: string;
    share: number;
    latest: JourneyEvent | null;
    reason: string | null;
  } | null;
};

/** For the progress line. It names organizations, so only users who may move time get it. */
export function describeTime(now: Date, shift: number, journey: Journey | null): DescribedTime {
  return {
    now: now.toISOString(),
    shift,
    journey: journey && {
      underWay: isUnderWay(journey),
      to: journey.to,
      at: journey.at,
      share: shareOf(journey),
      latest: journey.happened.at(-1) ?? null,
      reason: journey.state === "stopped" ? (journey.reason ?? null) : null,
    },
  };
}
