import type { MovementKind } from "./movements";
import type { PeriodSums } from "./period-sums";

/** What formulas see: the sums of a period, and of the three months up to it for figures that need a steadier base. */
export type MetricInput = PeriodSums & {
  trailing: readonly PeriodSums[];
  /** MRR of subscriptions that are set to end; null where that isn't known, as in the past. */
  ending: number | null;
};

/**
 * One metric and its only formula. An `activity` happens during a period, a `balance` exists at its end. Amounts are minor
 * units of one currency, a month unless stated; ratios are between 0 and 1; null means that there is no base: "n/a".
 */
export type Metric = {
  slug: string;
  label: string;
  type: "activity" | "balance";
  unit: "money" | "count" | "ratio" | "multiple";
  /** Whether more of it is better. */
  good: "up" | "down" | null;
  /** How it is computed, for a tooltip or a line below the figure. */
  hint: string;
  /** Of what the rows behind it consist. */
  source: "mrr" | "movements" | "lost" | "sign_ups" | "trials" | "trials_started" | "payments" | "organizations";
  /** The only kind of movement it consists of. */
  kind?: MovementKind;
  /**
   * Known by month only, and shown for the last complete one: rates over the customers that a month began with. `trials`: the
   * last one whose trials have all ended.
   */
  monthly?: true | "trials";
  formula: (input: MetricInput) => number | null;
};

export const metrics = {
  mrr: {
    slug: "mrr",
    label: "MRR",
    type: "balance",
    unit: "money",
    good: "up",
    hint: "Sum of all MRR movements up to that time",
    source: "mrr",
    formula: ({ closing }) => closing.mrr,
  },
  arr: {
    slug: "arr",
    label: "ARR",
    type: "balance",
    unit: "money",
    good: "up",
    hint: "MRR × 12",
    source: "mrr",
    formula: ({ closing }) => closing.mrr * 12,
  },
  arpa: {
    slug: "arpa",
    label: "ARPA",
    type: "balance",
    unit: "money",
    good: "up",
    hint: "MRR ÷ paying organizations",
    source: "mrr",
    formula: ({ closing }) => (closing.customers > 0 ? Math.round(closing.mrr / closing.customers) : null),
  },
  paying: {
    slug: "paying",
    label: "Paying organizations",
    type: "balance",
    unit: "count",
    good: "up",
    hint: "Organizations with MRR above 0",
    source: "mrr",
    formula: ({ closing }) => closing.customers,
  },
  organizations: {
    slug: "organizations",
    label: "Organizations",
    type: "balance",
    unit: "count",
    good: "up",
    hint: "Sign-ups − deletions",
    source: "organizations",
    formula: ({ closing }) => closing.organizations,
  },
  trials: {
    slug: "trials",
    label: "Trials",
    type: "balance",
    unit: "count",
    good: "up",
    hint: "Organizations in a trial that hasn't ended",
    source: "trials",
    formula: ({ closing }) => closing.trials,
  },
  signUps: {
    slug: "sign-ups",
    label: "Sign-ups",
    type: "activity",
    unit: "count",
    good: "up",
    hint: "Organizations that signed up",
    source: "sign_ups",
    formula: ({ kinds }) => kinds.sign_up.count,
  },
  committedMrr: {
    slug: "committed-mrr",
    label: "Committed MRR",
    type: "balance",
    unit: "money",
    good: "up",
    hint: "MRR − MRR of subscriptions that are set to end",
    source: "mrr",
    formula: ({ closing, ending }) => (ending === null ? null : closing.mrr - ending),
  },
  onHold: {
    slug: "mrr-on-hold",
    label: "MRR on hold",
    type: "balance",
    unit: "money",
    good: "down",
    hint: "MRR removed by pauses that hasn't come back yet",
    source: "movements",
    formula: ({ closing }) => closing.kept - closing.mrr,
  },
  netNewMrr: {
    slug: "net-new-mrr",
    label: "Net new MRR",
    type: "activity",
    unit: "money",
    good: "up",
    hint: "Sum of the period's movements",
    source: "movements",
    formula: (sums) => movementTotal(sums),
  },
  newMrr: {
    slug: "new-mrr",
    label: "New MRR",
    type: "activity",
    unit: "money",
    good: "up",
    hint: "MRR of organizations that paid for the first time",
    source: "movements",
    kind: "new",
    formula: ({ kinds }) => kinds.new.amount,
  },
  expansionMrr: {
    slug: "expansion-mrr",
    label: "Expansion MRR",
    type: "activity",
    unit: "money",
    good: "up",
    hint: "MRR gained from organizations that already paid",
    source: "movements",
    kind: "expansion",
    formula: ({ kinds }) => kinds.expansion.amount,
  },
  reactivationMrr: {
    slug: "reactivation-mrr",
    label: "Reactivation MRR",
    type: "activity",
    unit: "money",
    good: "up",
    hint: "MRR of organizations that left and came back",
    source: "movements",
    kind: "reactivation",
    formula: ({ kinds }) => kinds.reactivation.amount,
  },
  contractionMrr: {
    slug: "contraction-mrr",
    label: "Contraction MRR",
    type: "activity",
    unit: "money",
    good: "down",
    hint: "MRR lost from organizations that still pay",
    source: "movements",
    kind: "contraction",
    formula: ({ kinds }) => positive(-kinds.contraction.amount),
  },
  churnedMrr: {
    slug: "churned-mrr",
    label: "Churned MRR",
    type: "activity",
    unit: "money",
    good: "down",
    hint: "MRR of organizations that left",
    source: "movements",
    kind: "churn",
    formula: ({ kinds }) => positive(-kinds.churn.amount),
  },
  grossMrrChurn: {
    slug: "gross-mrr-churn",
    label: "Gross MRR churn",
    type: "activity",
    unit: "ratio",
    good: "down",
    hint: "MRR lost from the month's opening customers ÷ their opening MRR",
    source: "lost",
    monthly: true,
    formula: (sums) => ratio(lost(sums), sums.opening.kept),
  },
  nrr: {
    slug: "nrr",
    label: "NRR",
    type: "activity",
    unit: "ratio",
    good: "up",
    hint: "Closing MRR of the month's opening customers ÷ their opening MRR",
    source: "lost",
    monthly: true,
    formula: (sums) => ratio(sums.opening.kept - lost(sums) + sums.kinds.gained.amount, sums.opening.kept),
  },
  grr: {
    slug: "grr",
    label: "GRR",
    type: "activity",
    unit: "ratio",
    good: "up",
    hint: "Like NRR, without expansion",
    source: "lost",
    monthly: true,
    formula: (sums) => ratio(sums.opening.kept - lost(sums), sums.opening.kept),
  },
  logoChurn: {
    slug: "logo-churn",
    label: "Customer churn",
    type: "activity",
    unit: "ratio",
    good: "down",
    hint: "The month's opening customers that left ÷ all opening customers",
    source: "lost",
    monthly: true,
    formula: (sums) => logoChurn([sums], ["left_voluntary", "left_delinquent"]),
  },
  voluntaryLogoChurn: {
    slug: "voluntary-logo-churn",
    label: "Voluntary customer churn",
    type: "activity",
    unit: "ratio",
    good: "down",
    hint: "The month's opening customers that canceled ÷ all opening customers",
    source: "lost",
    monthly: true,
    formula: (sums) => logoChurn([sums], ["left_voluntary"]),
  },
  delinquentLogoChurn: {
    slug: "delinquent-logo-churn",
    label: "Delinquent customer churn",
    type: "activity",
    unit: "ratio",
    good: "down",
    hint: "The month's opening customers that stopped paying ÷ all opening customers",
    source: "lost",
    monthly: true,
    formula: (sums) => logoChurn([sums], ["left_delinquent"]),
  },
  ltv: {
    slug: "ltv",
    label: "LTV",
    type: "balance",
    unit: "money",
    good: "up",
    hint: "ARPA ÷ customer churn of the last 3 months",
    source: "mrr",
    monthly: true,
    formula: ({ closing, trailing }) => {
      const churn = logoChurn(trailing, ["left_voluntary", "left_delinquent"]);
      return churn && closing.customers > 0 ? Math.round(closing.mrr / closing.customers / churn) : null;
    },
  },
  quickRatio: {
    slug: "quick-ratio",
    label: "Quick ratio",
    type: "activity",
    unit: "multiple",
    good: "up",
    hint: "(New + expansion + reactivation) ÷ (contraction + churn)",
    source: "movements",
    formula: ({ kinds }) =>
      ratio(
        kinds.new.amount + kinds.expansion.amount + kinds.reactivation.amount,
        -kinds.contraction.amount - kinds.churn.amount,
      ),
  },
  trialConversion: {
    slug: "trial-conversion",
    label: "Trial conversion",
    type: "activity",
    unit: "ratio",
    good: "up",
    hint: "Trials started in a month that converted ÷ all trials started in it, for the last month whose trials have ended",
    source: "trials_started",
    monthly: "trials",
    formula: ({ kinds }) => ratio(kinds.trial_converted.count, kinds.trial_started.count),
  },
  paymentSuccess: {
    slug: "payment-success",
    label: "Payment success",
    type: "activity",
    unit: "ratio",
    good: "up",
    hint: "Invoices paid, on the first attempt or after retries ÷ invoices charged in the period",
    source: "payments",
    formula: ({ kinds }) => {
      const paid = kinds.payment_succeeded.count + kinds.payment_recovered.count;
      return ratio(paid, paid + kinds.payment_failed.count);
    },
  },
} as const satisfies Record<string, Metric>;

export type MetricName = keyof typeof metrics;

/** What the movements add up to, and what switching customers took along; without the FX difference. */
export function movementTotal({ kinds }: PeriodSums): number {
  return (
    kinds.new.amount +
    kinds.expansion.amount +
    kinds.contraction.amount +
    kinds.churn.amount +
    kinds.reactivation.amount +
    kinds.paused.amount +
    kinds.resumed.amount +
    kinds.transfer_in.amount +
    kinds.transfer_out.amount
  );
}

/** What the customers of the month's start lost, each by itself. */
const lost = ({ kinds }: PeriodSums): number =>
  kinds.reduced.amount + kinds.left_voluntary.amount + kinds.left_delinquent.amount;

/** Over several months: the average month's, weighted by the customers it began with. */
function logoChurn(months: readonly PeriodSums[], causes: readonly ("left_voluntary" | "left_delinquent")[]) {
  const left = months.flatMap(({ kinds }) => causes.map((cause) => kinds[cause].count));
  return ratio(sum(left), sum(months.map(({ opening }) => opening.keptCustomers)));
}

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

/** Never −0. */
const positive = (amount: number): number => (amount === 0 ? 0 : amount);

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
