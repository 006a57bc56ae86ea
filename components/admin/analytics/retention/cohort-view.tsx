import { ChartFrame } from "@/components/charts/chart-frame";
import { HeatGrid } from "@/components/charts/heat-grid";
import { TableChart } from "@/components/charts/table-chart";
import { LinkGroup } from "@/components/ui/link-group";
import type { CohortMetrics, MetricFilter } from "@/lib/metrics/page/types";
import { formatRounded } from "@/lib/money";
import { formatNumber, formatPercent } from "@/lib/numbers";
import { ratioCell } from "../../metrics/cells";
import { periodLabel } from "../../metrics/period-labels";
import { chartHref, sectionHref } from "../paths";
import type { CohortUnit } from "./cohort-table";

const units = [
  { key: "revenue", label: "Revenue", longLabel: "Revenue retention" },
  { key: "customers", label: "Customers", longLabel: "Customer retention" },
] as const satisfies readonly { key: CohortUnit; label: string; longLabel: string }[];

type CohortViewProps = { metrics: CohortMetrics; unit: CohortUnit; filter: MetricFilter };

/** How long customers stay and what they pay as time passes, by the month of their first payment. */
export function CohortView({ metrics, unit, filter }: CohortViewProps) {
  const { cohorts, average, currency } = metrics;
  const revenue = unit === "revenue";
  return (
    <div className="grid gap-5">
      <ChartFrame
        id="cohorts"
        title={revenue ? "Revenue retention by cohort" : "Customer retention by cohort"}
        hint={
          revenue
            ? "Customers by the month of their first payment. Each cell: their MRR at the end of that month ÷ their MRR at the end of the first one. Above 100%, they pay more than at the start. The current month is in italics."
            : "Customers by the month of their first payment. Each cell: those still paying at the end of that month ÷ all of them. The current month is in italics."
        }
        description="Months since the first payment"
        actions={
          <LinkGroup
            mono
            label="Retention of"
            options={units}
            current={unit}
            href={(key) => sectionHref("retention", filter, { show: key === "revenue" ? null : key })}
          />
        }
        csv={chartHref(`cohorts-${unit}`, filter)}
        empty={cohorts.length === 0 && "Cohorts appear here with the first paying customers."}
      >
        <HeatGrid
          label={revenue ? "Revenue retention by cohort" : "Customer retention by cohort"}
          head="Cohort"
          sizeHead={revenue ? "MRR" : "Customers"}
          columnLabel={(age) => `Month ${age}`}
          lastIsPartial
          mean={average.map(({ revenueRetention, logoRetention }) => (revenue ? revenueRetention : logoRetention))}
          rows={cohorts.map(({ month, customers, mrr, cells }) => ({
            label: periodLabel(month),
            size: revenue ? formatRounded({ amount: mrr, currency }) : formatNumber(customers),
            cells: cells.map(({ revenueRetention, logoRetention }) => (revenue ? revenueRetention : logoRetention)),
            href: sectionHref("growth", { ...filter, segment: { dimension: "cohort", value: month } }),
          }))}
        />
      </ChartFrame>
      <TableChart
        id="average"
        title="Average retention"
        hint="Across all cohorts old enough, weighted by size."
        kind="lines"
        table={{
          head: "Months since the first payment",
          columns: [
            { label: "Revenue", color: "var(--mv-new)" },
            { label: "Customers", color: "var(--chart-1)" },
          ],
          rows: average.map(({ revenueRetention, logoRetention }, age) => ({
            label: `Month ${age}`,
            cells: [ratioCell(revenueRetention), ratioCell(logoRetention)],
          })),
        }}
        axis={average.map((_, age) => `${age}`)}
        formatTick={formatPercent}
        unit={0.01}
        reference={1}
        empty="Appears once a cohort is at least a month old."
        plotClassName="h-52"
      />
    </div>
  );
}
