import { BarList } from "@/components/charts/bar-list";
import { ChartFrame } from "@/components/charts/chart-frame";
import { ChartTableView } from "@/components/charts/chart-table-view";
import { Funnel } from "@/components/charts/funnel";
import { TableChart } from "@/components/charts/table-chart";
import type { ConversionMetrics, FunnelMetrics, MetricFilter } from "@/lib/metrics/page/types";
import { formatPercent } from "@/lib/numbers";
import { funnelStep } from "../../metrics/funnel-step";
import { periodLabel, periodTick } from "../../metrics/period-labels";
import { chartHref } from "../paths";
import { conversionTable, funnelTable, sourceTable } from "./funnel-tables";

type FunnelViewProps = { funnel: FunnelMetrics; conversion: ConversionMetrics; filter: MetricFilter };

/** From the first visit to the first payment, and where those who pay come from. */
export function FunnelView({ funnel, conversion, filter }: FunnelViewProps) {
  const { stages, bySource, from, to } = funnel;
  return (
    <div className="grid gap-5">
      <div className="grid gap-5 lg:grid-cols-2">
        <ChartFrame
          id="funnel"
          title="From visit to payment"
          hint={stages.map(({ key, label, hint }) => (
            <span key={key} className="block">
              <strong className="font-medium">{label}:</strong> {hint}
            </span>
          ))}
          description={`Signed up from ${periodLabel(from)} to ${periodLabel(to)}`}
          table={funnelTable(funnel)}
          csv={chartHref("funnel", filter)}
          empty={stages.every(({ count }) => count === 0) && "Visits and sign-ups appear here."}
        >
          <Funnel
            label="From visit to payment"
            steps={stages.map(funnelStep)}
            base={stages[0]?.key === "visit" ? 1 : 0}
          />
        </ChartFrame>
        <div className="grid content-start gap-5">
          <TableChart
            id="conversion"
            title="Trial conversion"
            hint="The share of trials started each month that have converted since. Some of the latest month's trials may still be running, so its rate may rise."
            kind="lines"
            table={conversionTable(conversion)}
            csv={chartHref("conversion", filter)}
            axis={conversion.cohorts.map(({ month }) => periodTick(month, conversion.asOf))}
            formatTick={formatPercent}
            unit={0.01}
            running={conversion.cohorts.at(-1)?.young}
            empty="Trials appear here with the first sign-ups."
            plotClassName="h-40"
          />
          <Rates id="conversion-plan" title="Conversion by plan" slices={conversion.byPlan} filter={filter} />
        </div>
      </div>
      <div className="grid gap-5 lg:grid-cols-2">
        <Rates id="conversion-source" title="Conversion by source" slices={conversion.bySource} filter={filter} />
        <ChartFrame
          id="sources"
          title="Sources"
          hint="The campaign or site an organization's first visit came from. Visits are counted without cookies."
          csv={chartHref("sources", filter)}
          empty={bySource.length === 0 && "Sources of sign-ups appear here."}
        >
          <div className="-mx-5 -my-4 max-sm:-mx-4">
            <ChartTableView id="sources-table" label="Sources" table={sourceTable(funnel)} />
          </div>
        </ChartFrame>
      </div>
    </div>
  );
}

type RatesProps = { id: string; title: string; slices: ConversionMetrics["byPlan"]; filter: MetricFilter };

function Rates({ id, title, slices, filter }: RatesProps) {
  return (
    <ChartFrame
      id={id}
      title={title}
      hint="Trials that converted ÷ trials started."
      csv={chartHref(id, filter)}
      empty={slices.length === 0 && "Trials appear here with the first sign-ups."}
    >
      <BarList
        label={title}
        entries={slices.map(({ key, label, started, converted, rate }) => ({
          key,
          label,
          value: rate ?? 0,
          text: rate === null ? "n/a" : formatPercent(rate),
          note: `${converted} of ${started}`,
        }))}
      />
    </ChartFrame>
  );
}
