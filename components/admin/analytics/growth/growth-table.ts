import type { ChartTable } from "@/components/charts/types";
import type { GrowthMetrics, MetricFilter } from "@/lib/metrics/page/types";
import { countCell, moneyCell, moneyColumn } from "../../metrics/cells";
import { isRunning, periodLabel } from "../../metrics/period-labels";
import { drillHref } from "../paths";

export const growthCharts = ["mrr", "net-new", "sign-ups", "customers"] as const;
export type GrowthChart = (typeof growthCharts)[number];

/** The table of one of the charts of growth. */
export function growthTable(
  chart: GrowthChart,
  { points, currency, asOf }: GrowthMetrics,
  filter: MetricFilter,
): ChartTable {
  const head = points[0]?.at.length === 10 ? "Day (UTC)" : "Month";
  const rows = (
    metric: "mrr" | "movements" | "sign_ups",
    cells: (point: GrowthMetrics["points"][number]) => ChartTable["rows"][number]["cells"],
  ) =>
    points.map((point) => ({
      label: periodLabel(point.at),
      href: drillHref({ metric, period: point.at, ...filter }),
      note: isRunning(point.at, asOf) ? "to date" : undefined,
      cells: cells(point),
    }));
  switch (chart) {
    case "mrr":
      return {
        head,
        columns: [moneyColumn("MRR", currency, "var(--chart-1)")],
        rows: rows("mrr", ({ mrr }) => [moneyCell(mrr, currency)]),
      };
    case "net-new":
      return {
        head,
        columns: [moneyColumn("Net new MRR", currency, "var(--mv-new)")],
        rows: rows("movements", ({ netNewMrr }) => [moneyCell(netNewMrr, currency)]),
      };
    case "sign-ups":
      return {
        head,
        columns: [{ label: "Sign-ups", color: "var(--chart-1)" }],
        rows: rows("sign_ups", ({ signUps }) => [countCell(signUps)]),
      };
    case "customers":
      return {
        head,
        columns: [
          { label: "Paying organizations", color: "var(--chart-2)" },
          { label: "Trials", color: "var(--chart-4)" },
        ],
        rows: rows("mrr", ({ paying, trials }) => [countCell(paying), countCell(trials)]),
      };
    default:
      return chart satisfies never;
  }
}
