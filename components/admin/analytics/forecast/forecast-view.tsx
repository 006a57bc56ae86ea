import { ChartFrame } from "@/components/charts/chart-frame";
import { Legend } from "@/components/charts/legend";
import { LineChart } from "@/components/charts/line-chart";
import type { MetricFilter, ProjectionMetrics } from "@/lib/metrics/page/types";
import { formatCompactMoney, formatRounded, minorUnits } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import { periodLabel, periodTick } from "../../metrics/period-labels";
import { chartHref } from "../paths";
import { forecastTable } from "./forecast-table";

/** Where MRR goes if the months to come are like those that were. */
export function ForecastView({ metrics, filter }: { metrics: ProjectionMetrics; filter: MetricFilter }) {
  const { history, points, method, basedOn, currency, asOf } = metrics;
  const projected = points ?? [];
  const last = projected.at(-1);
  const money = (amount: number) => formatRounded({ amount, currency });
  const now = history.at(-1)?.mrr ?? 0;
  return (
    <ChartFrame
      id="forecast"
      title="MRR projection"
      hint={method}
      description={`Based on ${formatCount(basedOn, "complete month")}`}
      figure={
        last && (
          <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <span className="figures-lead text-3xl">{money(last.expected)}</span>
            <span className="text-muted-foreground text-sm">
              in {periodLabel(last.month)}, between {money(last.low)} and {money(last.high)}
            </span>
          </p>
        )
      }
      legend={
        <Legend
          entries={[
            { label: "MRR", color: "var(--chart-1)", shape: "line" },
            { label: "Projected", color: "var(--chart-1)", shape: "dashed" },
            { label: "Range", color: "color-mix(in oklab, var(--chart-1) 20%, transparent)" },
          ]}
        />
      }
      table={forecastTable(metrics)}
      csv={chartHref("forecast", filter)}
      empty={points === null && "A projection needs four complete months with revenue."}
    >
      <LineChart
        label={`MRR from ${money(now)} now to ${money(last?.expected ?? now)}, projected`}
        tableId="forecast-table"
        series={[
          {
            label: "MRR",
            color: "var(--chart-1)",
            values: [...history.map(({ mrr }) => mrr), ...projected.map(({ expected }) => expected)],
            dashedFrom: history.length,
            band: [
              // From a point, the last known value, the range opens.
              ...history.map((_, index) => (index === history.length - 1 ? { low: now, high: now } : null)),
              ...projected,
            ],
          },
        ]}
        labels={[...history, ...projected].map(({ month }) => periodTick(month, asOf))}
        formatTick={(amount) => formatCompactMoney({ amount, currency })}
        unit={minorUnits(currency)}
        className="h-72"
      />
    </ChartFrame>
  );
}
