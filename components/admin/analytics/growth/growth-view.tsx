import { TableChart } from "@/components/charts/table-chart";
import { LinkGroup } from "@/components/ui/link-group";
import type { GrowthMetrics, GrowthRange, MetricFilter, MetricReading } from "@/lib/metrics/page/types";
import { formatCompact } from "@/lib/numbers";
import { majorTick } from "../../metrics/cells";
import { MetricTiles } from "../../metrics/metric-tiles";
import { isRunning, periodTick } from "../../metrics/period-labels";
import { chartHref, sectionHref } from "../paths";
import { growthTable } from "./growth-table";

const rangeOptions = [
  { key: "7d", label: "7D", longLabel: "7 days" },
  { key: "30d", label: "30D", longLabel: "30 days" },
  { key: "90d", label: "90D", longLabel: "90 days" },
  { key: "12m", label: "12M", longLabel: "12 months" },
  { key: "24m", label: "24M", longLabel: "24 months" },
] as const satisfies readonly { key: GrowthRange; label: string; longLabel: string }[];

/** How the business grows: revenue, sign-ups, customers and trials. */
export function GrowthView({ metrics, filter }: { metrics: GrowthMetrics; filter: MetricFilter }) {
  const { range, points, asOf, currency } = metrics;
  const last = points.at(-1);
  const shared = {
    axis: points.map(({ at }) => periodTick(at, asOf)),
    running: last !== undefined && isRunning(last.at, asOf),
    plotClassName: "h-48",
  };
  const csv = (chart: string) => chartHref(`growth-${chart}`, filter, { range });
  const money = majorTick(currency);
  return (
    <div className="grid gap-5">
      <LinkGroup
        mono
        label="Range"
        options={rangeOptions}
        current={range}
        href={(key) => sectionHref("growth", filter, { range: key === "12m" ? null : key })}
      />
      <MetricTiles
        label="Growth"
        filter={filter}
        readings={metrics.totals}
        currency={currency}
        compared={compared(range)}
      />
      <div className="grid gap-5 lg:grid-cols-2">
        <TableChart
          id="mrr"
          title="MRR"
          hint="MRR at the end of each period."
          table={growthTable("mrr", metrics, filter)}
          csv={csv("mrr")}
          kind="area"
          formatTick={money}
          empty="MRR appears here with the first paid subscription."
          {...shared}
        />
        <TableChart
          id="net-new"
          title="Net new MRR"
          hint="The sum of all movements in each period."
          table={growthTable("net-new", metrics, filter)}
          csv={csv("net-new")}
          kind="columns"
          formatTick={money}
          empty="No MRR movements in this range."
          {...shared}
        />
        <TableChart
          id="sign-ups"
          title="Sign-ups"
          hint="Organizations that signed up in each period."
          table={growthTable("sign-ups", metrics, filter)}
          csv={csv("sign-ups")}
          kind="columns"
          formatTick={formatCompact}
          whole
          empty="No sign-ups in this range."
          {...shared}
        />
        <TableChart
          id="customers"
          title="Paying organizations and trials"
          hint="Organizations with MRR and running trials at the end of each period."
          table={growthTable("customers", metrics, filter)}
          csv={csv("customers")}
          kind="lines"
          formatTick={formatCompact}
          whole
          empty="Paying organizations and trials appear here."
          {...shared}
        />
      </div>
    </div>
  );
}

function compared(range: GrowthRange): Record<MetricReading["type"], string> {
  const length = rangeOptions.find(({ key }) => key === range)?.longLabel ?? "";
  return { balance: `vs ${length} ago`, activity: `vs prior ${length}` };
}
