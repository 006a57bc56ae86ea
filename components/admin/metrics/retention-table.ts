import type { ChartTable } from "@/components/charts/types";
import type { MetricFilter, RetentionPoint } from "@/lib/metrics/page/types";
import { sinceFirst } from "../analytics/last-months";
import { drillHref } from "../analytics/paths";
import { ratioCell } from "./cells";
import { periodLabel } from "./period-labels";

type Line = { key: Exclude<keyof RetentionPoint, "month" | "running" | "quickRatio">; label: string; color: string };

/** The lines of each chart of ratios by month. */
export const ratioLines = {
  retention: [
    { key: "nrr", label: "Net revenue retention", color: "var(--mv-new)" },
    { key: "grr", label: "Gross revenue retention", color: "var(--chart-1)" },
  ],
  "churn-rates": [
    { key: "grossMrrChurn", label: "Gross MRR churn", color: "var(--mv-churn)" },
    { key: "logoChurn", label: "Customer churn", color: "var(--mv-contraction)" },
  ],
  "customer-churn": [
    { key: "voluntaryLogoChurn", label: "Canceled", color: "var(--mv-churn)" },
    { key: "delinquentLogoChurn", label: "Didn't pay", color: "var(--mv-contraction)" },
  ],
} as const satisfies Record<string, readonly Line[]>;
export type RatioChart = keyof typeof ratioLines;

/** Without the months before the first that began with customers. */
export const monthsWithCustomers = (months: readonly RetentionPoint[]): RetentionPoint[] =>
  sinceFirst(months, ({ nrr, logoChurn }) => nrr === null && logoChurn === null);

/** Ratios by month, each month with a link to the organizations that pay less or left. */
export function retentionTable(chart: RatioChart, months: readonly RetentionPoint[], filter: MetricFilter): ChartTable {
  const lines: readonly Line[] = ratioLines[chart];
  return {
    head: "Month",
    columns: lines.map(({ label, color }) => ({ label, color })),
    rows: months.map((month) => ({
      label: periodLabel(month.month),
      href: drillHref({ metric: "lost", period: month.month, ...filter }),
      note: month.running ? "to date" : undefined,
      cells: lines.map(({ key }) => ratioCell(month[key])),
    })),
  };
}
