import type { MovementKind } from "../movements";

/** What the pages of metrics read. Amounts are minor units of `currency`, a month unless stated; ratios are between 0 and 1. */

export const ranges = ["30d", "90d", "12m", "all"] as const;
export type Range = (typeof ranges)[number];

/** By what figures can be filtered. The value `unknown` stands for organizations that don't say. */
export const segmentDimensions = [
  "plan",
  "interval",
  "country",
  "industry",
  "size",
  "sign_up_month",
  "source",
  "cohort",
] as const;
export type SegmentDimension = (typeof segmentDimensions)[number];
export type Segment = { dimension: SegmentDimension; value: string };

/** What every read takes. */
export type MetricFilter = {
  /** Null or absent: everything, converted to the reporting currency where there are rates. */
  currency?: string | null;
  segment?: Segment | null;
};

/** What every read says about its amounts. */
export type Basis = {
  asOf: Date;
  /** The currency of all amounts. */
  currency: string;
  /** Some of them were converted at stored rates. */
  converted: boolean;
  /** All currencies with revenue, the largest first. */
  currencies: string[];
  /** Currencies with revenue but without a rate: no total contains them. */
  missingRates: string[];
  /** The rollups are being recomputed, so figures are incomplete for now. */
  rebuilding: boolean;
};

export type MetricType = "activity" | "balance";
export type MetricUnit = "money" | "count" | "ratio" | "multiple";

/** A metric with its value and its history. */
export type MetricReading = {
  slug: string;
  label: string;
  type: MetricType;
  unit: MetricUnit;
  /** How it is computed, in a sentence. */
  hint: string;
  /** Where the rows behind it are listed. */
  href: string;
  /** Whether a higher value is better; null if neither is. */
  good: "up" | "down" | null;
  /** The month, `2026-10`, or day that `value` is for. Rates over a month are those of the last complete one. */
  at: string;
  /** Null where there is no base, such as churn without customers: show "n/a". */
  value: number | null;
  /** A balance: at the start of the range. An activity: in the period before, as long as the range. A rate: the month before. */
  previous: number | null;
  /** Oldest first, by day up to 90 days, by month beyond. `at`: `2026-11-30` or `2026-11`. */
  series: { at: string; value: number | null }[];
};

/** One bar of stacked MRR. */
export type MrrPoint = {
  /** `2026-11-30`: MRR at the end of this day, or now. */
  day: string;
  mrr: number;
  /** By plan key; adds up to `mrr`. */
  byPlan: Record<string, number>;
  /** MRR as long before as the range is; null before the first movement. */
  previous: number | null;
};

/** A movement kind or, in a plan or interval, what customers took along when they switched to or from another one. */
export type WaterfallKind = MovementKind | "transfer_in" | "transfer_out" | "fx";

/** Opening + steps = closing, exactly. */
export type Waterfall = {
  /** `2026-11`. */
  month: string;
  opening: number;
  /** In reading order; steps without movements have amount 0. `fx` is there only if amounts were converted. */
  steps: { kind: WaterfallKind; label: string; amount: number; count: number }[];
  closing: number;
  /** The month hasn't ended. */
  running: boolean;
};

/** Retention over the customers that a month began with; null without any. A pause is no loss until the customer leaves. */
export type RetentionPoint = {
  month: string;
  nrr: number | null;
  grr: number | null;
  grossMrrChurn: number | null;
  logoChurn: number | null;
  voluntaryLogoChurn: number | null;
  delinquentLogoChurn: number | null;
  quickRatio: number | null;
  running: boolean;
};

export type FunnelStage = {
  key: "visit" | "sign_up" | "verified" | "onboarded" | "active" | "paid";
  label: string;
  hint: string;
  count: number;
  /** Of the stage before; null for the first one and where that is empty. */
  ofPrevious: number | null;
  /** Median time from the last stage before that was noted, in milliseconds; null for the first one and where none arrived. */
  medianTime: number | null;
};

/** `/admin`. */
export type OverviewMetrics = Basis & {
  range: Range;
  segment: Segment | null;
  mrr: {
    value: number;
    /** Since the start of the range. `ratio` is null when it started at 0. */
    delta: { amount: number; ratio: number | null };
    points: MrrPoint[];
    /** The plans of `byPlan` in the order of the catalog, then retired ones. Empty in a segment: `byPlan` then has only `all`. */
    plans: { key: string; label: string }[];
    /** MRR without subscriptions that are set to end. */
    committed: number;
    /** MRR removed by pauses. */
    onHold: number;
    /** The movements of the range, summed by kind. */
    movements: MovementSum[];
  };
  tiles: MetricReading[];
  waterfall: Waterfall;
  retention: RetentionPoint[];
  /** Organizations that signed up in the last 90 days. */
  funnel: FunnelStage[];
  /** Paying organizations by plan. */
  activeByPlan: { key: string; label: string; customers: number; mrr: number }[];
  gauges: GaugeTotal[];
};

export type MovementSum = { kind: WaterfallKind; amount: number; count: number };

/** The total of a gauge over all organizations, such as users or storage. */
export type GaugeTotal = {
  meter: string;
  label: string;
  unit: string;
  total: number;
  previous: number | null;
  series: { at: string; value: number }[];
};

export const growthRanges = ["7d", "30d", "90d", "12m", "24m"] as const;
export type GrowthRange = (typeof growthRanges)[number];

export type GrowthMetrics = Basis & {
  range: GrowthRange;
  /** By day up to 90 days, by month beyond. */
  points: {
    at: string;
    signUps: number;
    /** Paying at its end. */
    paying: number;
    /** Trials running at its end. */
    trials: number;
    mrr: number;
    netNewMrr: number;
  }[];
  /** Over the whole range, and over as long before it. */
  totals: MetricReading[];
};

export type MovementMetrics = Basis & { months: Waterfall[]; retention: RetentionPoint[] };

/** `cells[n]`: n months after the first payment. Cells in the future are missing. */
export type Cohort = {
  /** `2026-11`. */
  month: string;
  customers: number;
  mrr: number;
  cells: { mrr: number; customers: number; revenueRetention: number | null; logoRetention: number | null }[];
};
export type CohortMetrics = Basis & {
  cohorts: Cohort[];
  /** Of all cohorts old enough, weighted. */
  average: { revenueRetention: number | null; logoRetention: number | null }[];
};

export type ChurnSlice = { key: string; label: string; customers: number; mrr: number };
export type ChurnMetrics = Basis & {
  /** Inclusive, `2026-11`. */
  from: string;
  to: string;
  byReason: ChurnSlice[];
  byCause: ChurnSlice[];
  byPlan: ChurnSlice[];
  /** By months since the first payment. */
  byAge: ChurnSlice[];
  months: { month: string; voluntary: number; delinquent: number; mrr: number }[];
};

export type FunnelMetrics = Basis & {
  from: string;
  to: string;
  stages: FunnelStage[];
  bySource: { source: string; signUps: number; paid: number; rate: number | null }[];
};

export type PlanMixMetrics = Basis & {
  dimension: SegmentDimension | "currency";
  months: string[];
  rows: {
    key: string;
    label: string;
    mrr: number;
    customers: number;
    share: number | null;
    arpa: number | null;
    series: { at: string; value: number }[];
  }[];
};

export type ConversionCohort = {
  month: string;
  started: number;
  converted: number;
  rate: number | null;
  /** Some of its trials may still be running, so the rate may rise. */
  young: boolean;
};
export type ConversionMetrics = Basis & {
  cohorts: ConversionCohort[];
  byPlan: { key: string; label: string; started: number; converted: number; rate: number | null }[];
  bySource: { key: string; label: string; started: number; converted: number; rate: number | null }[];
};

export type TopOrganizations = {
  asOf: Date;
  meters: {
    meter: string;
    label: string;
    kind: "counter" | "gauge";
    unit: string;
    rows: {
      organizationId: string;
      name: string;
      planKey: string | null;
      used: number;
      /** Null for no limit. */
      limit: number | null;
      mrr: number;
      currency: string | null;
    }[];
  }[];
};

/** An organization that uses more than its limit, or nearly: one to sell to. */
export type LimitViolation = {
  organizationId: string;
  name: string;
  planKey: string | null;
  meter: string;
  label: string;
  used: number;
  limit: number;
  ratio: number;
  step: "critical" | "soft" | "hard";
  since: Date | null;
  mrr: number;
  currency: string | null;
};

export type PaymentMetrics = Basis & {
  months: {
    month: string;
    succeeded: number;
    recovered: number;
    failed: number;
    successRate: number | null;
    amountFailed: number;
  }[];
};

export type ProjectionMetrics = Basis & {
  /** How it is computed, for the page. */
  method: string;
  /** Months it is based on. */
  basedOn: number;
  /** Null with fewer than 4 complete months. */
  points: { month: string; low: number; expected: number; high: number }[] | null;
  history: { month: string; mrr: number }[];
};

/** The values that a segment can be chosen from, those with the most MRR first. */
export type SegmentOptions = Record<SegmentDimension, { value: string; label: string }[]>;

/** What a figure consists of. */
export type DrillDownQuery = MetricFilter & {
  /**
   * `mrr` and `paying`: the organizations with MRR at the end of the period. `movements`: the movements in it.
   * `lost`: the organizations that pay less than at its start or left. `trials`: those on a trial at the end of the period.
   * `trials_started`: those whose trial began in it; `kind` is `new` if they have paid since.
   */
  metric: "mrr" | "movements" | "lost" | "sign_ups" | "trials" | "trials_started";
  /** `2026-11`, one day `2026-11-30`, or several: `2025-12..2026-11`, `2026-11-01..2026-11-30`. */
  period: string;
  kind?: MovementKind | null;
  cursor?: string | null;
  limit?: number;
};
export type DrillDownRow = {
  id: string;
  organizationId: string;
  /** Null when the organization was deleted. */
  organizationName: string | null;
  kind: MovementKind | null;
  /** In `currency`, never converted. */
  amount: number;
  currency: string | null;
  mrrBefore: number | null;
  mrrAfter: number | null;
  planBefore: string | null;
  planAfter: string | null;
  stripeCustomerId: string | null;
  stripeSubscriptionId: string | null;
  /** The latest invoice of the subscription up to then. */
  stripeInvoiceId: string | null;
  occurredAt: Date;
};
export type DrillDown = {
  rows: DrillDownRow[];
  /** Of all rows, per currency. */
  totals: { currency: string; amount: number; count: number }[];
  nextCursor: string | null;
};

/** Months, inclusive, `2026-01`; by default the last twelve. */
export type Period = { from?: string; to?: string };
