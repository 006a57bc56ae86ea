import { second } from "@/lib/durations";
import { formatCount } from "@/lib/numbers";
import type { KnownReplicaState } from "@/lib/replica";

/** Where a page's data is from, if it isn't the primary. Times in real time. */
export const replicaNote = (asOf: Date | null, now: Date): string | undefined =>
  asOf === null ? undefined : `From the read replica, ${behind((now.getTime() - asOf.getTime()) / second)}.`;

export type ReplicaText = { variant: "success" | "warning"; label: string; detail: string };

/** A replica's state as a badge and a sentence; null without a replica. */
export function replicaText(state: KnownReplicaState): ReplicaText | null {
  switch (state.status) {
    case "off":
      return null;
    case "ready":
      return {
        variant: "success",
        label: "Read replica in use",
        detail: `Admin pages and exports read from it, ${behind(state.lagSeconds)}.`,
      };
    case "behind":
      return {
        variant: "warning",
        label: "Read replica behind",
        detail: `${state.lagSeconds === null ? "How far isn't known yet." : `It's ${behind(state.lagSeconds)}.`} Until it catches up, everything reads from the primary.`,
      };
    case "promoted":
      return {
        variant: "warning",
        label: "Read replica promoted",
        detail:
          "It takes writes of its own, so everything reads from the primary. If it's the new primary, set DATABASE_URL to it and restart.",
      };
    case "away":
      return {
        variant: "warning",
        label: "Read replica away",
        detail: "It doesn't answer, so everything reads from the primary. It's tried again every 5 seconds.",
      };
  }
}

const behind = (seconds: number): string =>
  seconds < 1 ? "less than a second behind" : `${formatCount(Math.round(seconds), "second")} behind`;
