import { type Metric, type MetricInput, metrics } from "../declarations";
import type { PeriodSums } from "../period-sums";
import { combined } from "../period-sums";
import { movementLabels } from "./labels";
import type { MetricReading, RetentionPoint, Segment, Waterfall, WaterfallKind } from "./types";

/** A metric's input for each period: with the three periods up to it. */
export function inputsOf(periods: readonly PeriodSums[], ending: number | null = null): MetricInput[] {
  return periods.map((period, index) => ({
    ...period,
    trailing: periods.slice(Math.max(0, index - 2), index + 1),
    ending: index === periods.length - 1 ? ending : null,
  }));
}

const valueIn = (metric: Metric, input: MetricInput | undefined): number | null =>
  input ? metric.formula(input) : null;

/**
 * A metric over a range.
 *
 * @param range the periods of the range and as many before it.
 * @param months for rates over a month's customers: the last one is running.
 */
export function readingOf(
  metric: Metric,
  range: {
    names: readonly string[];
    current: readonly MetricInput[];
    before: readonly MetricInput[];
    /** Over how many periods a rate is taken for its course: by the day, it would be noise. */
    steady?: number;
    /** The days or months whose rows a figure of the whole range consists of, and the one whose rows a balance does. */
    rows: { whole: string; end: string };
  },
  months: { names: readonly string[]; inputs: readonly MetricInput[]; trialsEnded?: (month: string) => boolean },
): MetricReading {
  const { formula: _, source, monthly: __, kind: ___, ...declared } = metric;
  if (metric.monthly) {
    const isComplete = (month: string) => metric.monthly !== "trials" || months.trialsEnded?.(month) !== false;
    const series = months.inputs
      .slice(0, -1)
      .map((input, index) => ({ at: months.names[index] ?? "", value: metric.formula(input) }))
      .filter(({ at }) => isComplete(at));
    const [previous, last] = series.slice(-2);
    return {
      ...declared,
      href: hrefOf(metric, last?.at ?? ""),
      at: last?.at ?? "",
      value: last?.value ?? null,
      previous: previous?.value ?? null,
      series: series.slice(-12),
    };
  }
  const series = range.current.map((input, index) => ({ at: range.names[index] ?? "", value: metric.formula(input) }));
  const at = range.names.at(-1) ?? "";
  if (metric.type === "balance") {
    return {
      ...declared,
      href: hrefOf(metric, range.rows.end),
      at,
      value: valueIn(metric, range.current.at(-1)),
      previous: valueIn(metric, range.before.at(-1)),
      series,
    };
  }
  const whole = (periods: readonly MetricInput[]) =>
    periods.length === 0 ? null : metric.formula({ ...combined(periods), trailing: periods, ending: null });
  const href = hrefOf(metric, range.rows.whole);
  const reading = { ...declared, href, at, value: whole(range.current), previous: whole(range.before) };
  const { steady = 1 } = range;
  if (steady === 1 || metric.unit === "money" || metric.unit === "count") return { ...reading, series };
  const all = [...range.before, ...range.current];
  const course = series.map((point, index) => {
    const end = range.before.length + index + 1;
    return { ...point, value: whole(all.slice(Math.max(0, end - steady), end)) };
  });
  const days = steady < 10 ? `${steady} weeks` : `${steady} days`;
  return {
    ...reading,
    hint: `${declared.hint}. Each point of the line covers the ${days} up to it`,
    series: course,
  };
}

/** Where the rows behind a metric are listed: those of the figure's own period. */
function hrefOf({ source, kind }: Metric, period: string): string {
  if (source === "organizations") return "/admin/organizations";
  if (source === "payments") return "/admin/analytics/payments";
  const parameters = { metric: source, ...(kind ? { kind } : {}), period };
  return `/admin/analytics/movements?${new URLSearchParams(parameters)}`;
}

/** In reading order: what added, then what took away. */
const steps: readonly Exclude<WaterfallKind, "fx">[] = [
  "new",
  "expansion",
  "reactivation",
  "resumed",
  "transfer_in",
  "contraction",
  "churn",
  "paused",
  "transfer_out",
];

/** The movements of a period by kind. Transfers only where organizations can switch, exchange rates only where they count. */
export function movementSums(
  sums: PeriodSums,
  { segment, converted }: { segment: Segment | null; converted: boolean },
) {
  const switches = segment?.dimension === "plan" || segment?.dimension === "interval";
  const shown = steps.filter((kind) => switches || (kind !== "transfer_in" && kind !== "transfer_out"));
  const moved = shown.map((kind) => ({
    kind: kind as WaterfallKind,
    label: movementLabels[kind],
    amount: sums.kinds[kind].amount,
    count: sums.kinds[kind].count,
  }));
  const fx = { kind: "fx" as const, label: movementLabels.fx, amount: sums.fx, count: 0 };
  return converted ? [...moved, fx] : moved;
}

export function waterfallOf(
  month: string,
  sums: PeriodSums,
  shown: { segment: Segment | null; converted: boolean },
  running: boolean,
): Waterfall {
  return {
    month,
    opening: sums.opening.mrr,
    steps: movementSums(sums, shown),
    closing: sums.closing.mrr,
    running,
  };
}

export function retentionOf(month: string, input: MetricInput, running: boolean): RetentionPoint {
  return {
    month,
    nrr: metrics.nrr.formula(input),
    grr: metrics.grr.formula(input),
    grossMrrChurn: metrics.grossMrrChurn.formula(input),
    logoChurn: metrics.logoChurn.formula(input),
    voluntaryLogoChurn: metrics.voluntaryLogoChurn.formula(input),
    delinquentLogoChurn: metrics.delinquentLogoChurn.formula(input),
    quickRatio: metrics.quickRatio.formula(input),
    running,
  };
}
