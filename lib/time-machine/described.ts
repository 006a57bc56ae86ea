import type { Happening, Journey } from "./journey";
import { isUnderWay, shareOf } from "./journey";

/** The time as a browser is told it. Instants are ISO 8601, UTC. */
export type DescribedTime = {
  now: string;
  /** How many seconds product time is ahead of the wall's. */
  shift: number;
  journey: {
    underWay: boolean;
    to: string;
    at: string;
    share: number;
    latest: Happening | null;
    reason: string | null;
  } | null;
};

/** Of the latest journey, what a progress line shows. It names organizations, so only who may travel is told. */
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
