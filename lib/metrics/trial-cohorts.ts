import { addDays } from "@/lib/durations";
import { addMonths, monthKey, monthStart } from "./months";

/** Trials started in a month, and how many of them became paying. */
export type TrialCount = { month: string; started: number; converted: number };

export type TrialCohort = TrialCount & {
  /** converted ÷ started; null when none started. */
  rate: number | null;
  /** Some of its trials may still be running, so the rate may rise. */
  young: boolean;
};

/** The last `months` cohorts, oldest first, empty ones included. */
export function trialCohorts(
  counts: readonly TrialCount[],
  now: Date,
  months: number,
  trialDays: number,
): TrialCohort[] {
  const last = monthStart(now);
  return Array.from({ length: months }, (_, index) => {
    const start = addMonths(last, index - months + 1);
    const month = monthKey(start);
    const { started, converted } = counts.find((count) => count.month === month) ?? { started: 0, converted: 0 };
    const lastTrialEnds = addDays(addMonths(start, 1), trialDays);
    return {
      month,
      started,
      converted,
      rate: started === 0 ? null : converted / started,
      young: lastTrialEnds > now,
    };
  });
}
