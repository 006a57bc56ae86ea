import { TableChart } from "@/components/charts/table-chart";
import type { MetricFilter, PaymentMetrics } from "@/lib/metrics/page/types";
import { formatCompact, formatPercent } from "@/lib/numbers";
import { isRunning, periodTick } from "../../metrics/period-labels";
import { chartHref } from "../paths";
import { paymentTable, successTable } from "./payment-table";

/** How reliably invoices are paid. */
export function PaymentView({ metrics, filter }: { metrics: PaymentMetrics; filter: MetricFilter }) {
  const last = metrics.months.at(-1);
  const shared = {
    axis: metrics.months.map(({ month }) => periodTick(month, metrics.asOf)),
    running: last !== undefined && isRunning(last.month, metrics.asOf),
    empty: "Payments appear here with the first invoice.",
    plotClassName: "h-56",
  };
  return (
    <div className="grid gap-5 lg:grid-cols-2">
      <TableChart
        id="payments"
        title="Payments"
        hint="Invoices by month: paid on the first attempt, paid after a retry, and not yet paid."
        kind="columns"
        table={paymentTable(metrics)}
        csv={chartHref("payments", filter)}
        formatTick={formatCompact}
        whole
        {...shared}
      />
      <TableChart
        id="payment-success"
        title="Payment success rate"
        hint="Invoices paid, retries included ÷ invoices due."
        kind="lines"
        table={successTable(metrics)}
        csv={chartHref("payment-success", filter)}
        formatTick={formatPercent}
        unit={0.01}
        zero={false}
        {...shared}
      />
    </div>
  );
}
