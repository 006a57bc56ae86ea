import type { TrialCohort } from "./trial-cohorts";

/**
 * One metric and its only formula. An `activity` happens during a period, a `balance` exists at an instant. Amounts are
 * minor units of one currency, a month unless stated; ratios are between 0 and 1; null means that there is no base.
 */
export type Kpi<Input, Value> = {
  slug: string;
  label: string;
  type: "activity" | "balance";
  formula: (input: Input) => Value;
  /** How it is computed, for a tooltip or a line below the figure. */
  hint: string;
};

type Amount = { amount: number };

export type TrialConversion = {
  converted: number;
  started: number;
  rate: number | null;
  /** Some of these trials are still running, so the rate may rise. */
  running: boolean;
};

export const kpis = {
  mrr: {
    slug: "mrr",
    label: "MRR",
    type: "balance",
    formula: (movements: readonly Amount[]): number => sumOf(movements),
    hint: "Sum of all MRR movements",
  },
  arr: {
    slug: "arr",
    label: "ARR",
    type: "balance",
    formula: ({ mrr }: { mrr: number }): number => mrr * 12,
    hint: "MRR × 12",
  },
  arpa: {
    slug: "arpa",
    label: "ARPA",
    type: "balance",
    formula: ({ mrr, paying }: { mrr: number; paying: number }): number | null =>
      paying === 0 ? null : Math.round(mrr / paying),
    hint: "MRR ÷ paying organizations",
  },
  netNewMrr: {
    slug: "net-new-mrr",
    label: "Net new MRR",
    type: "activity",
    formula: ({ opening, closing }: { opening: number; closing: number }): number => closing - opening,
    hint: "Closing − opening MRR",
  },
  churnedMrr: {
    slug: "churned-mrr",
    label: "Churned this month",
    type: "activity",
    formula: ({ byKind }: { byKind: Record<"churn", Amount> }): number => Math.abs(byKind.churn.amount),
    hint: "MRR of organizations that left",
  },
  grossMrrChurn: {
    slug: "gross-mrr-churn",
    label: "Gross MRR churn",
    type: "activity",
    formula: ({ opening, lost }: { opening: number; lost: number }): number | null =>
      opening > 0 ? lost / opening : null,
    hint: "MRR lost by customers of the month's start ÷ opening MRR",
  },
  trialConversion: {
    slug: "trial-conversion",
    label: "Trial conversion",
    type: "activity",
    formula: trialConversion,
    hint: "Trials that became paying ÷ trials started",
  },
} as const satisfies Record<string, Kpi<never, unknown>>;

/** Over the cohorts whose trials have all ended; over all of them while no such trial exists. */
function trialConversion(cohorts: readonly TrialCohort[]): TrialConversion {
  const ended = cohorts.filter(({ young }) => !young);
  const hasEnded = ended.some(({ started }) => started > 0);
  const counted = hasEnded ? ended : cohorts;
  const started = counted.reduce((sum, cohort) => sum + cohort.started, 0);
  const converted = counted.reduce((sum, cohort) => sum + cohort.converted, 0);
  return { converted, started, rate: started === 0 ? null : converted / started, running: !hasEnded };
}

function sumOf(amounts: readonly Amount[]): number {
  return amounts.reduce((sum, { amount }) => sum + amount, 0);
}
