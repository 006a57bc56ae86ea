import type { Assumptions } from "./assumptions";

/** What was counted in one usage period. */
export type Counted = { start: Date; end: Date; emails: number; replies: number; leads: number };

export type PeriodValue = Counted & { seconds: number; worth: number };

export type Value = {
  /** Oldest first, the current one last. */
  periods: PeriodValue[];
  /** Over all periods. `worth` is in minor units. */
  total: { emails: number; replies: number; leads: number; seconds: number; worth: number };
  /** Of periods that are over, what one brings on average; null before the first is over. */
  leadsPerPeriod: number | null;
  /** Minor units; null while nothing is paid, and without a lead to divide by. */
  costPerLead: number | null;
};

/**
 * What the program was worth, by the organization's assumptions. Pure.
 *
 * @param monthlyCost what the organization pays for a month, in minor units; null while it pays nothing.
 */
export function computeValue(
  counted: readonly Counted[],
  given: Assumptions,
  monthlyCost: number | null,
  now: Date,
): Value {
  const periods = counted.map((period) => {
    const seconds = period.emails * given.secondsPerEmail + period.replies * given.secondsPerReply;
    return { ...period, seconds, worth: worthOf(seconds, given) };
  });
  const sum = (of: (period: PeriodValue) => number) => periods.reduce((total, period) => total + of(period), 0);
  const seconds = sum((period) => period.seconds);
  const over = periods.filter(({ end }) => end <= now).filter(({ emails }) => emails > 0);
  const leadsPerPeriod = over.length > 0 ? over.reduce((total, { leads }) => total + leads, 0) / over.length : null;
  const leads = leadsPerPeriod ?? periods.at(-1)?.leads ?? 0;
  return {
    periods,
    total: {
      emails: sum(({ emails }) => emails),
      replies: sum(({ replies }) => replies),
      leads: sum((period) => period.leads),
      seconds,
      worth: worthOf(seconds, given),
    },
    leadsPerPeriod,
    costPerLead: monthlyCost !== null && leads > 0 ? Math.round(monthlyCost / leads) : null,
  };
}

const worthOf = (seconds: number, { hourlyRate }: Assumptions): number => Math.round((seconds / 3600) * hourlyRate);
