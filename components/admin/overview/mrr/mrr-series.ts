import type { ChartTable } from "@/components/charts/types";
import { formatDate, formatShortDate, formatShortMonth } from "@/lib/dates";
import type { MetricFilter, MrrPoint, OverviewMetrics, Range } from "@/lib/metrics/page/types";
import { formatMoney, minorUnits } from "@/lib/money";
import { drillHref } from "../../analytics/paths";
import { seriesColor } from "../../metrics/movement-colors";

export const rangeOptions = [
  { key: "30d", label: "30D", longLabel: "30 days", before: "30 days before" },
  { key: "90d", label: "90D", longLabel: "90 days", before: "90 days before" },
  { key: "12m", label: "12M", longLabel: "12 months", before: "12 months before" },
  { key: "all", label: "All", longLabel: "All time", before: "" },
] as const satisfies readonly { key: Range; label: string; longLabel: string; before: string }[];

/** How the comparison with as long before is called; empty where there is none. */
export function previousLabel(range: Range, points: readonly MrrPoint[]): string {
  const before = rangeOptions.find(({ key }) => key === range)?.before ?? "";
  return points.some(({ previous }) => previous !== null) ? before : "";
}

/** More points than a chart of this width can show would only make the page heavier. */
const mostPoints = 64;

/** Every n-th point, counted from the last one, which is the present. */
export function thinned(points: readonly MrrPoint[], most = mostPoints): MrrPoint[] {
  const stride = Math.max(1, Math.ceil(points.length / most));
  return points.filter((_, index) => (points.length - 1 - index) % stride === 0);
}

/** The label of a day on the x axis: the day itself, or its month on long ranges. */
export function axisLabel(day: string, range: Range, asOf: Date): string {
  const at = new Date(`${day}T00:00:00Z`);
  return range === "30d" || range === "90d" ? formatShortDate(at, asOf) : formatShortMonth(at);
}

/** The plans with revenue in these points, with their colors. In a segment by plan there is one series. */
export function planSeries({ mrr, segment }: Pick<OverviewMetrics, "mrr" | "segment">, points: readonly MrrPoint[]) {
  const plans = mrr.plans.length > 0 ? mrr.plans : [{ key: "all", label: segment ? "This segment" : "MRR" }];
  return plans
    .map(({ key, label }, index) => ({
      key,
      label,
      color: seriesColor(index),
      values: points.map(({ byPlan }) => byPlan[key] ?? 0),
    }))
    .filter(({ values }) => values.some((value) => value !== 0));
}

export type PlanSeries = ReturnType<typeof planSeries>;

/** MRR by plan at the end of each day, with a link to the organizations behind it. */
export function mrrTable(
  points: readonly MrrPoint[],
  series: PlanSeries,
  currency: string,
  filter: MetricFilter,
  previous: string,
): ChartTable {
  const cell = (amount: number | null) => ({
    text: amount === null ? "–" : formatMoney({ amount, currency }),
    value: amount === null ? null : amount / minorUnits(currency),
  });
  const several = series.length > 1;
  return {
    head: "Day (UTC)",
    columns: [
      ...(several ? series.map(({ label, color }) => ({ label, color, fileLabel: inCurrency(label, currency) })) : []),
      {
        label: several ? "Total" : "MRR",
        color: several ? undefined : series[0]?.color,
        fileLabel: inCurrency(several ? "Total" : "MRR", currency),
      },
      ...(previous ? [{ label: previous, fileLabel: inCurrency(previous, currency) }] : []),
    ],
    rows: points.map(({ day, mrr, previous: before }, index) => ({
      label: formatDate(new Date(`${day}T00:00:00Z`)),
      href: drillHref({ metric: "mrr", period: day, ...filter }),
      note: index === points.length - 1 ? "to date" : undefined,
      cells: [
        ...(several ? series.map(({ values }) => cell(values[index] ?? 0)) : []),
        cell(mrr),
        ...(previous ? [cell(before)] : []),
      ],
    })),
  };
}

const inCurrency = (label: string, currency: string): string => `${label} (${currency.toUpperCase()})`;
