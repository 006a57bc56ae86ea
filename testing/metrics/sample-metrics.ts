import type {
  Basis,
  ChurnMetrics,
  CohortMetrics,
  ConversionMetrics,
  FunnelMetrics,
  FunnelStage,
  GaugeTotal,
  GrowthMetrics,
  MetricReading,
  MovementMetrics,
  MrrPoint,
  OverviewMetrics,
  PaymentMetrics,
  PlanMixMetrics,
  ProjectionMetrics,
  RetentionPoint,
  Waterfall,
} from "@/lib/metrics/page/types";

/** The metrics of a made-up company, for tests of pages. They add up, and don't depend on time or chance. */

const asOf = new Date("2026-11-30T09:00:00Z");
const basis: Basis = {
  asOf,
  currency: "usd",
  converted: false,
  currencies: ["usd"],
  missingRates: [],
  rebuilding: false,
};
const plans = [
  { key: "starter", label: "Starter" },
  { key: "professional", label: "Professional" },
  { key: "enterprise", label: "Enterprise" },
];

const monthAt = (back: number) => new Date(Date.UTC(2026, 10 - back, 1)).toISOString().slice(0, 7);
const dayAt = (back: number) => new Date(Date.UTC(2026, 10, 30 - back)).toISOString().slice(0, 10);
const months = (count: number) => Array.from({ length: count }, (_, index) => monthAt(count - 1 - index));
const mrrAt = (index: number) => 1_200_000 + index * 25_000;

const waterfallOf = (month: string, index: number): Waterfall => ({
  month,
  opening: mrrAt(index) - 25_000,
  steps: [
    { kind: "new", label: "New", amount: 39_800, count: 2 },
    { kind: "expansion", label: "Expansion", amount: 15_000, count: 1 },
    { kind: "reactivation", label: "Reactivation", amount: 4_900, count: 1 },
    { kind: "resumed", label: "Resumed", amount: 0, count: 0 },
    { kind: "contraction", label: "Contraction", amount: -14_800, count: 1 },
    { kind: "churn", label: "Churn", amount: -19_900, count: 1 },
    { kind: "paused", label: "Paused", amount: 0, count: 0 },
  ],
  closing: mrrAt(index),
  running: month === "2026-11",
});

const retentionOf = (month: string): RetentionPoint => ({
  month,
  nrr: 0.988,
  grr: 0.972,
  grossMrrChurn: 0.028,
  logoChurn: 0.02,
  voluntaryLogoChurn: 0.012,
  delinquentLogoChurn: 0.008,
  quickRatio: 1.7,
  running: month === "2026-11",
});

const pointAt = (index: number, day: string): MrrPoint => {
  const mrr = mrrAt(index);
  const starter = Math.round(mrr * 0.2);
  const professional = Math.round(mrr * 0.5);
  return {
    day,
    mrr,
    byPlan: { starter, professional, enterprise: mrr - starter - professional },
    previous: mrr - 90_000,
  };
};

const reading = (
  slug: string,
  label: string,
  unit: MetricReading["unit"],
  value: number | null,
  good: MetricReading["good"] = "up",
): MetricReading => ({
  slug,
  label,
  type: "balance",
  unit,
  hint: `How ${label} is computed`,
  href: `/admin/analytics/movements?metric=${slug}`,
  good,
  at: "2026-11",
  value,
  previous: value === null ? null : value * 0.9,
  series: months(12).map((at, index) => ({ at, value: value === null ? null : value * (0.8 + index * 0.018) })),
});

const hours = 3_600_000;
const stages: FunnelStage[] = [
  { key: "visit", label: "Visits", hint: "Visits of the site", count: 4_000, ofPrevious: null, medianTime: null },
  { key: "sign_up", label: "Sign-ups", hint: "Signed up", count: 120, ofPrevious: 0.03, medianTime: null },
  { key: "verified", label: "Verified", hint: "Verified email", count: 100, ofPrevious: 0.83, medianTime: hours / 4 },
  { key: "onboarded", label: "Onboarded", hint: "Onboarded", count: 90, ofPrevious: 0.9, medianTime: hours },
  { key: "active", label: "Active trial", hint: "Used a meter", count: 70, ofPrevious: 0.78, medianTime: 5 * hours },
  { key: "paid", label: "Paid", hint: "First payment", count: 30, ofPrevious: 0.43, medianTime: 300 * hours },
];

const gauges: GaugeTotal[] = [
  {
    meter: "users",
    label: "Users",
    unit: "users",
    total: 1_240,
    previous: 1_200,
    series: months(12).map((at, index) => ({ at, value: 900 + index * 30 })),
  },
];

export const sampleOverview: OverviewMetrics = {
  ...basis,
  range: "30d",
  segment: null,
  mrr: {
    value: mrrAt(30),
    delta: { amount: mrrAt(30) - mrrAt(0), ratio: (mrrAt(30) - mrrAt(0)) / mrrAt(0) },
    points: Array.from({ length: 31 }, (_, index) => pointAt(index, dayAt(30 - index))),
    plans,
    committed: mrrAt(30) - 19_900,
    onHold: 4_900,
    movements: waterfallOf("2026-11", 30).steps,
  },
  tiles: [
    reading("organizations", "Organizations", "count", 160),
    reading("paying", "Paying organizations", "count", 120),
    reading("trials", "Trials", "count", 14),
    reading("arr", "ARR", "money", mrrAt(30) * 12),
    reading("arpa", "ARPA", "money", 16_000),
    reading("nrr", "NRR", "ratio", 0.988),
    reading("logo-churn", "Customer churn", "ratio", 0.02, "down"),
    reading("ltv", "LTV", "money", null),
    reading("trial-conversion", "Trial conversion", "ratio", 0.31),
    reading("payment-success", "Payment success", "ratio", 0.97),
  ],
  waterfall: waterfallOf("2026-11", 30),
  retention: months(12).map(retentionOf),
  funnel: stages,
  activeByPlan: plans.map((plan, index) => ({ ...plan, customers: 60 - index * 20, mrr: 300_000 + index * 100_000 })),
  gauges,
};

export const sampleGrowth: GrowthMetrics = {
  ...basis,
  range: "12m",
  points: months(12).map((at, index) => ({
    at,
    signUps: 8 + (index % 4),
    paying: 90 + index * 3,
    trials: 10 + (index % 5),
    mrr: mrrAt(index),
    netNewMrr: 25_000,
  })),
  totals: [reading("sign-ups", "Sign-ups", "count", 110), reading("net-new-mrr", "Net new MRR", "money", 300_000)],
};

export const sampleMovements: MovementMetrics = {
  ...basis,
  months: months(12).map(waterfallOf),
  retention: months(12).map(retentionOf),
};

export const sampleCohorts: CohortMetrics = {
  ...basis,
  cohorts: months(6).map((month, index) => ({
    month,
    customers: 10,
    mrr: 100_000,
    cells: Array.from({ length: 6 - index }, (_, age) => ({
      mrr: 100_000 - age * 3_000,
      customers: 10 - Math.floor(age / 2),
      revenueRetention: 1 - age * 0.03,
      logoRetention: (10 - Math.floor(age / 2)) / 10,
    })),
  })),
  average: Array.from({ length: 6 }, (_, age) => ({ revenueRetention: 1 - age * 0.03, logoRetention: 1 - age * 0.05 })),
};

export const sampleChurn: ChurnMetrics = {
  ...basis,
  from: monthAt(11),
  to: monthAt(0),
  byReason: [
    { key: "too_expensive", label: "Too expensive", customers: 9, mrr: 80_000 },
    { key: "unknown", label: "No reason given", customers: 4, mrr: 20_000 },
  ],
  byCause: [
    { key: "voluntary", label: "Canceled", customers: 10, mrr: 85_000 },
    { key: "delinquent", label: "Didn't pay", customers: 3, mrr: 15_000 },
  ],
  byPlan: plans.slice(0, 2).map((plan) => ({ ...plan, customers: 6, mrr: 50_000 })),
  byAge: [{ key: "0-3", label: "Up to 3 months", customers: 13, mrr: 100_000 }],
  months: months(12).map((month) => ({ month, voluntary: 1, delinquent: 0, mrr: 8_000 })),
};

export const sampleFunnel: FunnelMetrics = {
  ...basis,
  from: monthAt(2),
  to: monthAt(0),
  stages,
  bySource: [{ source: "google.com", signUps: 40, paid: 12, rate: 0.3 }],
};

export const samplePlanMix: PlanMixMetrics = {
  ...basis,
  dimension: "plan",
  months: months(12),
  rows: plans.map((plan) => ({
    ...plan,
    mrr: 400_000,
    customers: 40,
    share: 1 / 3,
    arpa: 10_000,
    series: months(12).map((at, index) => ({ at, value: 300_000 + index * 9_000 })),
  })),
};

export const sampleConversion: ConversionMetrics = {
  ...basis,
  cohorts: months(6).map((month, index) => ({ month, started: 10, converted: 3, rate: 0.3, young: index > 4 })),
  byPlan: plans.map((plan) => ({ ...plan, started: 20, converted: 6, rate: 0.3 })),
  bySource: [{ key: "google.com", label: "google.com", started: 40, converted: 12, rate: 0.3 }],
};

export const samplePayments: PaymentMetrics = {
  ...basis,
  months: months(6).map((month) => ({
    month,
    succeeded: 95,
    recovered: 3,
    failed: 2,
    successRate: 0.98,
    amountFailed: 30_000,
  })),
};

export const sampleProjection: ProjectionMetrics = {
  ...basis,
  method: "Average monthly growth of the last 12 months",
  basedOn: 12,
  points: Array.from({ length: 12 }, (_, index) => ({
    month: monthAt(-1 - index),
    low: mrrAt(12) + index * 10_000,
    expected: mrrAt(12) + index * 25_000,
    high: mrrAt(12) + index * 40_000,
  })),
  history: months(12).map((month, index) => ({ month, mrr: mrrAt(index) })),
};
