import { addDays, day } from "@/lib/durations";

/** Days before a trial's end on which its organization is notified. */
export const trialStages = [7, 3, 1] as const;
export type TrialStage = (typeof trialStages)[number];

/**
 * Which notice is due for a trial at `now`, and since when; undefined before the first one and after the end. Counted
 * back from the exact end: the notices of a trial that ends at 10:00 are due at 10:00 UTC.
 */
export function trialStage(endsAt: Date, now: Date): { days: TrialStage; since: Date } | undefined {
  const left = endsAt.getTime() - now.getTime();
  if (left <= 0) return undefined;
  const days = trialStages.findLast((stage) => left <= stage * day);
  return days && { days, since: addDays(endsAt, -days) };
}
