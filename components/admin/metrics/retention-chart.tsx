import { TableChart } from "@/components/charts/table-chart";
import type { MetricFilter, RetentionPoint } from "@/lib/metrics/page/types";
import { formatPercent } from "@/lib/numbers";
import { chartHref } from "../analytics/paths";
import { periodTick } from "./period-labels";
import { monthsWithCustomers, type RatioChart, retentionTable } from "./retention-table";

type RetentionChartProps = {
  chart: RatioChart;
  months: readonly RetentionPoint[];
  filter: MetricFilter;
  asOf: Date;
  className?: string;
};

const texts = {
  retention: {
    title: "Revenue retention",
    hint: "How much of the MRR at the start of the month is left at its end, with expansion (net) and without (gross).",
  },
  "churn-rates": {
    title: "Churn rates",
    hint: "The share of each month's opening MRR lost to cancellations and downgrades, and the share of opening customers that left.",
  },
  "customer-churn": {
    title: "Customer churn by cause",
    hint: "Customers that left ÷ customers at the start of the month, split into those that canceled and those whose payments failed for three weeks.",
  },
} as const satisfies Record<RatioChart, { title: string; hint: string }>;

/** Ratios over the customers that each month began with. The running month is dashed. */
export function RetentionChart({ chart, filter, asOf, className, ...given }: RetentionChartProps) {
  const months = monthsWithCustomers(given.months);
  const isRetention = chart === "retention";
  return (
    <TableChart
      id={chart}
      {...texts[chart]}
      kind="lines"
      table={retentionTable(chart, months, filter)}
      csv={chartHref(chart, filter)}
      axis={months.map(({ month }) => periodTick(month, asOf))}
      formatTick={formatPercent}
      unit={0.01}
      zero={!isRetention}
      reference={isRetention ? 1 : undefined}
      running={months.at(-1)?.running ?? false}
      empty="Appears after the first month that starts with paying customers."
      plotClassName="h-44"
      className={className}
    />
  );
}
