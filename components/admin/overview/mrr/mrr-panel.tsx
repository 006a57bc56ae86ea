import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import { ChartFrame } from "@/components/charts/chart-frame";
import { Legend } from "@/components/charts/legend";
import { StackedArea } from "@/components/charts/stacked-area";
import Link from "@/components/navigation/link";
import { LinkGroup } from "@/components/ui/link-group";
import { cn } from "@/lib/cn";
import type { MetricFilter, OverviewMetrics } from "@/lib/metrics/page/types";
import { formatCompactMoney, formatMoney, formatRounded, minorUnits } from "@/lib/money";
import { formatPercent } from "@/lib/numbers";
import { chartHref, drillHref, overviewHref } from "../../analytics/paths";
import { formatChange } from "../../movement-labels";
import { axisLabel, mrrTable, planSeries, previousLabel, rangeOptions, thinned } from "./mrr-series";

/** The one number of the business, what it is made up of and where it comes from. */
export function MrrPanel({ metrics, filter }: { metrics: OverviewMetrics; filter: MetricFilter }) {
  const { mrr, range, currency, asOf } = metrics;
  const points = thinned(mrr.points);
  const series = planSeries(metrics, points);
  const previous = previousLabel(range, points);
  const money = (amount: number) => formatMoney({ amount, currency });
  return (
    <ChartFrame
      id="mrr"
      title="MRR"
      hint="Monthly recurring revenue: what active subscriptions pay, normalized to a month, after recurring discounts. Excludes tax, trials, usage and one-off charges."
      actions={
        <LinkGroup
          mono
          label="Range"
          options={rangeOptions}
          current={range}
          href={(key) => overviewHref(key, filter)}
        />
      }
      figure={<MrrFigure metrics={metrics} filter={filter} />}
      legend={
        points.length > 0 && (
          <Legend
            entries={[
              ...series.map(({ label, color, values }) => ({
                label,
                color,
                value: formatRounded({ amount: values.at(-1) ?? 0, currency }),
              })),
              ...(previous ? [{ label: previous, color: "var(--muted-foreground)", shape: "dashed" as const }] : []),
            ]}
          />
        )
      }
      table={mrrTable(points, series, currency, filter, previous)}
      csv={chartHref("mrr", filter, { range })}
      empty={points.length === 0 || series.length === 0 ? "MRR appears here with the first paid subscription." : false}
    >
      <StackedArea
        label={`MRR by day and plan, from ${money(points[0]?.mrr ?? 0)} to ${money(mrr.value)}`}
        tableId="mrr-table"
        series={series}
        previous={previous ? points.map((point) => point.previous) : undefined}
        labels={points.map(({ day }) => axisLabel(day, range, asOf))}
        formatTick={(amount) => formatCompactMoney({ amount, currency })}
        unit={minorUnits(currency)}
        className="h-64 sm:h-72"
      />
    </ChartFrame>
  );
}

const arrows = { up: ArrowUpRight, down: ArrowDownRight, flat: ArrowRight };

function MrrFigure({ metrics, filter }: { metrics: OverviewMetrics; filter: MetricFilter }) {
  const { mrr, currency, range, asOf } = metrics;
  const { amount, ratio } = mrr.delta;
  const trend = amount === 0 ? "flat" : amount > 0 ? "up" : "down";
  const Arrow = arrows[trend];
  const money = (value: number) => formatMoney({ amount: value, currency });
  const [whole, cents] = money(mrr.value).split(/(?=\.\d+$)/);
  const today = asOf.toISOString().slice(0, 10);
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
      <div className="grid gap-1">
        <Link
          href={drillHref({ metric: "mrr", period: today, ...filter })}
          className="w-fit rounded-sm figures-lead text-[2.5rem] leading-none underline-offset-8 hover:underline hover:decoration-2 sm:text-[3.25rem]"
        >
          {whole}
          <span className="font-medium text-[0.5em] text-muted-foreground tracking-[-0.02em]">{cents}</span>
        </Link>
        <p
          className={cn(
            "flex items-center gap-1 text-sm",
            trend === "up" && "text-success-ink",
            trend === "down" && "text-destructive-ink",
          )}
        >
          <Arrow aria-hidden className="size-4" />
          <span className="font-medium font-mono tabular-nums">{formatChange({ amount, currency })}</span>
          {ratio !== null && <span className="font-mono tabular-nums">({signed(ratio)})</span>}
          <span className="text-muted-foreground">{since(range)}</span>
        </p>
      </div>
      <dl className="grid grid-cols-2 gap-x-8 gap-y-0.5 text-xs sm:text-right">
        <dt className="text-muted-foreground">Committed</dt>
        <dt className="text-muted-foreground">On hold</dt>
        <dd className="order-1 font-mono text-sm tabular-nums">{money(mrr.committed)}</dd>
        <dd className="order-1 font-mono text-sm tabular-nums">{money(mrr.onHold)}</dd>
      </dl>
    </div>
  );
}

const signed = (ratio: number): string => `${ratio > 0 ? "+" : ""}${formatPercent(ratio)}`;

function since(range: OverviewMetrics["range"]): string {
  const option = rangeOptions.find(({ key }) => key === range);
  return range === "all" || !option ? "since the first sale" : `in ${option.longLabel}`;
}
