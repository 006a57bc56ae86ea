const dayMs = 24 * 60 * 60 * 1000;

/** A trial's end is told so many days before. */
export const trialStages = [7, 3, 1] as const;
export type TrialStage = (typeof trialStages)[number];

/**
 * Which notice of its end a trial is in at `now`, and since when; undefined before the first and from the end on. Counted
 * from the end, by the instant: a trial that ends at 10:00 is told at 10:00, wherever the host is.
 */
export function trialStage(endsAt: Date, now: Date): { days: TrialStage; since: Date } | undefined {
  const left = endsAt.getTime() - now.getTime();
  if (left <= 0) return undefined;
  const days = trialStages.findLast((stage) => left <= stage * dayMs);
  return days && { days, since: new Date(endsAt.getTime() - days * dayMs) };
}

/** Days begun until the end: what the e-mail says, also when the notice comes late. */
export const daysBegun = (endsAt: Date, now: Date): number =>
  Math.max(0, Math.ceil((endsAt.getTime() - now.getTime()) / dayMs));
