import { ChartFrame } from "@/components/charts/chart-frame";
import { ChartTableView } from "@/components/charts/chart-table-view";
import { TableChart } from "@/components/charts/table-chart";
import Link from "@/components/navigation/link";
import { cn } from "@/lib/cn";
import type { MetricFilter, PlanMixMetrics } from "@/lib/metrics/page/types";
import { majorTick } from "../../metrics/cells";
import { periodTick } from "../../metrics/period-labels";
import { dimensionLabels } from "../dimension-labels";
import { chartHref, sectionHref } from "../paths";
import { mixDimensions } from "../section-input";
import { mixMonthTable, mixTable } from "./mix-table";

/** What MRR is made up of, by any property of subscription and organization. */
export function MixView({ metrics, filter }: { metrics: PlanMixMetrics; filter: MetricFilter }) {
  const { dimension, months, asOf, currency } = metrics;
  const title = `MRR by ${dimensionLabels[dimension].toLowerCase()}`;
  const toSegment = (value: string) =>
    dimension === "currency"
      ? sectionHref("growth", { ...filter, currency: value })
      : sectionHref("growth", { ...filter, segment: { dimension, value } });
  return (
    <div className="grid gap-5">
      <nav aria-label="Group by" className="flex flex-wrap gap-1">
        {mixDimensions.map((each) => (
          <Link
            key={each}
            href={sectionHref("plans", filter, { dimension: each === "plan" ? null : each })}
            scroll={false}
            aria-current={each === dimension ? "true" : undefined}
            className={cn(
              "rounded-full border px-3 py-1 text-xs transition-colors max-sm:py-1.5",
              each === dimension
                ? "border-foreground bg-foreground text-background"
                : "bg-card text-muted-foreground hover:text-foreground",
            )}
          >
            {dimensionLabels[each]}
          </Link>
        ))}
      </nav>
      <TableChart
        id="mix"
        title={title}
        hint="MRR at the end of each month. The five largest groups each have their own color."
        kind="area"
        table={mixMonthTable(metrics)}
        csv={chartHref("mix-months", filter, { dimension })}
        axis={months.map((month) => periodTick(month, asOf))}
        formatTick={majorTick(currency)}
        empty="MRR appears here with the first paid subscription."
        plotClassName="h-72"
      />
      <ChartFrame
        id="mix-now"
        title="Now"
        hint="Select a row to see every chart for that segment only."
        csv={chartHref("mix", filter, { dimension })}
        empty={metrics.rows.length === 0 && "Segments appear here with the first paid subscription."}
      >
        <div className="-mx-5 -my-4 max-sm:-mx-4">
          <ChartTableView id="mix-now-table" label={`${title}, now`} table={mixTable(metrics, toSegment)} />
        </div>
      </ChartFrame>
    </div>
  );
}
