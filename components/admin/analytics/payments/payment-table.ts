import type { ChartTable } from "@/components/charts/types";
import type { PaymentMetrics } from "@/lib/metrics/page/types";
import { countCell, moneyCell, moneyColumn, ratioCell } from "../../metrics/cells";
import { isRunning, periodLabel } from "../../metrics/period-labels";

/** Invoices by month and how their payment went. */
export function paymentTable({ months, currency, asOf }: PaymentMetrics): ChartTable {
  return {
    head: "Month",
    columns: [
      { label: "Paid on first attempt", color: "var(--mv-new)" },
      { label: "Paid after a retry", color: "var(--mv-reactivation)" },
      { label: "Not paid", color: "var(--mv-churn)" },
      { label: "Success rate" },
      moneyColumn("Unpaid amount", currency),
    ],
    rows: months.map(({ month, succeeded, recovered, failed, successRate, amountFailed }) => ({
      label: periodLabel(month),
      note: isRunning(month, asOf) ? "to date" : undefined,
      cells: [
        countCell(succeeded),
        countCell(recovered),
        countCell(failed),
        ratioCell(successRate),
        moneyCell(amountFailed, currency),
      ],
    })),
  };
}

/** The success rate alone, for its line. */
export function successTable(metrics: PaymentMetrics): ChartTable {
  return {
    head: "Month",
    columns: [{ label: "Success rate", color: "var(--mv-new)" }],
    rows: metrics.months.map(({ month, successRate }) => ({
      label: periodLabel(month),
      note: isRunning(month, metrics.asOf) ? "to date" : undefined,
      cells: [ratioCell(successRate)],
    })),
  };
}
