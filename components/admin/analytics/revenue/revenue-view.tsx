import { TableChart } from "@/components/charts/table-chart";
import type { MetricFilter, MovementMetrics } from "@/lib/metrics/page/types";
import { majorTick } from "../../metrics/cells";
import { MonthLedger } from "../../metrics/month-ledger";
import { MonthSteps } from "../../metrics/month-steps";
import { monthsWithRevenue, movementTable } from "../../metrics/movement-table";
import { periodTick } from "../../metrics/period-labels";
import { RetentionChart } from "../../metrics/retention-chart";
import { chartHref, sectionHref } from "../paths";

type RevenueViewProps = { metrics: MovementMetrics; month: string | null; filter: MetricFilter };

/** What made MRR grow and shrink, month by month. */
export function RevenueView({ metrics: { retention, currency, asOf, ...metrics }, month, filter }: RevenueViewProps) {
  const months = monthsWithRevenue(metrics.months);
  const chosen = months.find((each) => each.month === month) ?? months.at(-1);
  return (
    <div className="grid gap-5">
      <TableChart
        id="movements"
        title="MRR movements"
        hint="Gains above zero and losses below, by kind. The marker is net new MRR. Select a month to see its movements."
        kind="columns"
        net="Net new MRR"
        table={movementTable(months, currency, filter)}
        csv={chartHref("movements", filter)}
        axis={months.map((each) => periodTick(each.month, asOf))}
        formatTick={majorTick(currency)}
        running={months.at(-1)?.running}
        empty="MRR movements appear here with the first paid subscription."
        plotClassName="h-72"
      />
      {chosen && (
        <div className="grid gap-3">
          <MonthSteps
            months={months.map((each) => each.month)}
            current={chosen.month}
            href={(each) => `${sectionHref("revenue", filter, { month: each })}#month`}
          />
          <MonthLedger waterfall={chosen} currency={currency} filter={filter} />
        </div>
      )}
      <div className="grid gap-5 lg:grid-cols-2">
        <RetentionChart chart="retention" months={retention} filter={filter} asOf={asOf} />
        <RetentionChart chart="churn-rates" months={retention} filter={filter} asOf={asOf} />
      </div>
    </div>
  );
}
