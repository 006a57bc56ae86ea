import type { ChartTable } from "@/components/charts/types";
import type { ChurnMetrics, ChurnSlice, MetricFilter } from "@/lib/metrics/page/types";
import { countCell, moneyCell, moneyColumn } from "../../metrics/cells";
import { isRunning, periodLabel } from "../../metrics/period-labels";
import { drillHref } from "../paths";

export const churnSlices = { reason: "byReason", cause: "byCause", plan: "byPlan", age: "byAge" } as const;
export type ChurnSlicing = keyof typeof churnSlices;

const heads: Record<ChurnSlicing, string> = { reason: "Reason", cause: "Cause", plan: "Plan", age: "Customer for" };

/** Churned customers and MRR by reason, cause, plan or age. */
export function churnSliceTable(slicing: ChurnSlicing, metrics: ChurnMetrics): ChartTable {
  const slices: readonly ChurnSlice[] = metrics[churnSlices[slicing]];
  return {
    head: heads[slicing],
    columns: [{ label: "Customers" }, moneyColumn("MRR", metrics.currency)],
    rows: slices.map(({ label, customers, mrr }) => ({
      label,
      cells: [countCell(customers), moneyCell(mrr, metrics.currency)],
    })),
  };
}

/** Customers that left in each month, by cause. */
export function churnMonthTable({ months, currency, asOf }: ChurnMetrics, filter: MetricFilter): ChartTable {
  return {
    head: "Month",
    columns: [
      { label: "Canceled", color: "var(--mv-churn)" },
      { label: "Didn't pay", color: "var(--mv-contraction)" },
      moneyColumn("Churned MRR", currency),
    ],
    rows: months.map(({ month, voluntary, delinquent, mrr }) => ({
      label: periodLabel(month),
      href: drillHref({ metric: "movements", period: month, kind: "churn", ...filter }),
      note: isRunning(month, asOf) ? "to date" : undefined,
      cells: [countCell(voluntary), countCell(delinquent), moneyCell(mrr, currency)],
    })),
  };
}
