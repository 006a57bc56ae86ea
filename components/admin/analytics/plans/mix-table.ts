import type { ChartTable } from "@/components/charts/types";
import type { PlanMixMetrics } from "@/lib/metrics/page/types";
import { countCell, moneyCell, moneyColumn, ratioCell } from "../../metrics/cells";
import { seriesColor } from "../../metrics/movement-colors";
import { isRunning, periodLabel } from "../../metrics/period-labels";

/** How many series a stack can show before its colors repeat. */
const mostSeries = 5;

/** MRR by month, one column per value of the dimension; what comes after the largest five is one column. */
export function mixMonthTable({ months, rows, currency, asOf }: PlanMixMetrics): ChartTable {
  const shown = rows.length > mostSeries + 1 ? rows.slice(0, mostSeries) : rows;
  const others = rows.slice(shown.length);
  const valueAt = (row: PlanMixMetrics["rows"][number], month: string) =>
    row.series.find(({ at }) => at === month)?.value ?? 0;
  return {
    head: "Month",
    columns: [
      ...shown.map(({ label }, index) => moneyColumn(label, currency, seriesColor(index))),
      ...(others.length > 0 ? [moneyColumn(`${others.length} others`, currency, seriesColor(mostSeries))] : []),
    ],
    rows: months.map((month) => ({
      label: periodLabel(month),
      note: isRunning(month, asOf) ? "to date" : undefined,
      cells: [
        ...shown.map((row) => moneyCell(valueAt(row, month), currency)),
        ...(others.length > 0
          ? [
              moneyCell(
                others.reduce((sum, row) => sum + valueAt(row, month), 0),
                currency,
              ),
            ]
          : []),
      ],
    })),
  };
}

/** What each value of the dimension brings now. */
export function mixTable({ rows, currency }: PlanMixMetrics, href: (key: string) => string | undefined): ChartTable {
  return {
    head: "Segment",
    columns: [moneyColumn("MRR", currency), { label: "Share" }, { label: "Customers" }, moneyColumn("ARPA", currency)],
    rows: rows.map(({ key, label, mrr, share, customers, arpa }) => ({
      label,
      href: href(key),
      cells: [moneyCell(mrr, currency), ratioCell(share), countCell(customers), moneyCell(arpa, currency)],
    })),
  };
}
