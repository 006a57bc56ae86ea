import { addDays, day } from "@/lib/durations";

/** Days before a trial's end on which its organization is notified. */
export const trialStages = [7, 3, 1] as const;
export type TrialStage = (typeof trialStages)[number];

/**
 * Which notice of its end a trial is in at `now`, and since when; undefined before the first and from the end on. Counted
 * from the end, by the instant: the notices of a trial that ends at 10:00 are due at 10:00, wherever the host is.
 */
export function trialStage(endsAt: Date, now: Date): { days: TrialStage; since: Date } | undefined {
  const left = endsAt.getTime() - now.getTime();
  if (left <= 0) return undefined;
  const days = trialStages.findLast((stage) => left <= stage * day);
  return days && { days, since: addDays(endsAt, -days) };
}
