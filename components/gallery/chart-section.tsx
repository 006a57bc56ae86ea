import { BarList } from "@/components/charts/bar-list";
import { ChartFrame } from "@/components/charts/chart-frame";
import { DayStrip } from "@/components/charts/day-strip";
import { Funnel } from "@/components/charts/funnel";
import { HeatGrid } from "@/components/charts/heat-grid";
import { Meter } from "@/components/charts/meter";
import { Sparkline } from "@/components/charts/sparkline";
import { Strip } from "@/components/charts/strip";
import { TableChart } from "@/components/charts/table-chart";
import { Waterfall } from "@/components/charts/waterfall";
import { formatCompactMoney, formatMoney } from "@/lib/money";
import { cohorts, days, mrrTable, nights, steps } from "./chart-samples";

const money = (amount: number) => formatMoney({ amount, currency: "usd" });

/** Every chart with sample values. */
export function ChartSection() {
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      <ChartFrame id="waterfall" title="Waterfall" description="From an opening to a closing balance.">
        <Waterfall
          label="MRR in November"
          opening={{ label: "Opening", amount: 1_663_100 }}
          steps={steps}
          closing={{ label: "Closing", amount: 1_807_901 }}
          format={money}
          formatChange={(amount) => `${amount > 0 ? "+" : ""}${money(amount)}`}
        />
      </ChartFrame>
      <TableChart
        id="area"
        title="Area"
        kind="area"
        table={mrrTable}
        axis={mrrTable.rows.map(({ label }) => label)}
        formatTick={(value) => formatCompactMoney({ amount: value * 100, currency: "usd" })}
        empty="Nothing yet."
      />
      <ChartFrame id="meters" title="Meter" description="Ink up to the warning; the signal when it's time to act.">
        <div className="grid gap-6">
          <Meter name="Users" used={4} limit={25} state="ok" />
          <Meter
            name="Work orders"
            used={4310}
            limit={5000}
            unit="orders"
            state="warning"
            thresholds={[0.8, 0.9, 1.1]}
          />
          <Meter name="Storage" used={96} limit={100} unit="GB" state="critical" thresholds={[0.8, 0.9, 1.1]} />
          <Meter name="Plants" used={7} limit={5} state="stopped" hint="2 over your plan's limit." />
          <Meter name="API calls" used={120_400} limit="unlimited" state="ok" />
        </div>
      </ChartFrame>
      <ChartFrame id="funnel" title="Funnel">
        <Funnel
          label="Trial funnel"
          steps={[
            { label: "Signed up", count: 85 },
            { label: "Verified", count: 79, time: "4 minutes" },
            { label: "Set up", count: 61, time: "1 day" },
            { label: "Paid", count: 44, time: "9 days" },
          ]}
        />
      </ChartFrame>
      <ChartFrame id="heat" title="Heat grid" className="lg:col-span-2">
        <HeatGrid
          label="Customers kept by cohort"
          head="Cohort"
          sizeHead="Customers"
          rows={cohorts}
          columnLabel={(index) => `Month ${index}`}
          mean={[1, 0.95, 0.93, 0.97, 1.02, 1.04]}
          lastIsPartial
        />
      </ChartFrame>
      <ChartFrame id="days" title="Day strip" className="lg:col-span-2">
        <DayStrip label="Trials ending by day" days={days} more={() => "#days"} />
      </ChartFrame>
      <ChartFrame id="strip" title="Strip" description="30 nights of reconciliation.">
        <Strip label="Nights" cells={nights} />
      </ChartFrame>
      <ChartFrame
        id="spark"
        title="Sparkline"
        figure={
          <p className="flex items-end justify-between gap-4">
            <span className="figures-lead text-3xl">$296</span>
            <Sparkline values={[3, 5, 4, 7, 6, null, 9, 8, 12]} className="h-8 w-28" />
          </p>
        }
      >
        <BarList
          label="Plans"
          entries={[
            { key: "enterprise", label: "Enterprise", value: 11511, text: "$11,511" },
            { key: "professional", label: "Professional", value: 5519, text: "$5,519", note: "31%" },
            { key: "starter", label: "Starter", value: 1049, text: "$1,049" },
          ]}
        />
      </ChartFrame>
      <ChartFrame id="empty" title="Empty chart" empty="Movements appear here after the first payment." />
    </div>
  );
}
