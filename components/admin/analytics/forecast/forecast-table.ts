import type { ChartTable } from "@/components/charts/types";
import type { ProjectionMetrics } from "@/lib/metrics/page/types";
import { moneyCell, moneyColumn } from "../../metrics/cells";
import { periodLabel } from "../../metrics/period-labels";

/** MRR of past months, then what to expect. */
export function forecastTable({ history, points, currency }: ProjectionMetrics): ChartTable {
  return {
    head: "Month",
    columns: [
      moneyColumn("MRR", currency, "var(--chart-1)"),
      moneyColumn("Low", currency),
      moneyColumn("High", currency),
    ],
    rows: [
      ...history.map(({ month, mrr }) => ({
        label: periodLabel(month),
        cells: [moneyCell(mrr, currency), moneyCell(null, currency), moneyCell(null, currency)],
      })),
      ...(points ?? []).map(({ month, low, expected, high }) => ({
        label: periodLabel(month),
        note: "projected",
        cells: [moneyCell(expected, currency), moneyCell(low, currency), moneyCell(high, currency)],
      })),
    ],
  };
}
