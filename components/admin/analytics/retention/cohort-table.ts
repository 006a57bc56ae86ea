import type { ChartTable } from "@/components/charts/types";
import type { CohortMetrics } from "@/lib/metrics/page/types";
import { countCell, moneyCell, moneyColumn, ratioCell } from "../../metrics/cells";
import { periodLabel } from "../../metrics/period-labels";

export type CohortUnit = "revenue" | "customers";

/** What is left of each cohort, one column per month since the first payment. */
export function cohortTable(unit: CohortUnit, { cohorts, currency }: CohortMetrics): ChartTable {
  const months = Math.max(0, ...cohorts.map(({ cells }) => cells.length));
  const ages = Array.from({ length: months }, (_, age) => age);
  return {
    head: "Cohort",
    columns: [
      unit === "revenue" ? moneyColumn("MRR at start", currency) : { label: "Customers at start" },
      ...ages.map((age) => ({ label: `Month ${age}` })),
    ],
    rows: cohorts.map(({ month, customers, mrr, cells }) => ({
      label: periodLabel(month),
      cells: [
        unit === "revenue" ? moneyCell(mrr, currency) : countCell(customers),
        ...ages.map((age) => {
          const cell = cells[age];
          if (!cell) return { text: "", value: null };
          return ratioCell(unit === "revenue" ? cell.revenueRetention : cell.logoRetention);
        }),
      ],
    })),
  };
}
