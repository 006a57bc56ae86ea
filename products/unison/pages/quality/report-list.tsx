import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Writes } from "@/components/shell/writes";
import { Badge, type BadgeVariant } from "@/components/ui/badge";
import { formatMoney } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import type { Report } from "@/products/unison/domain";
import { dispositionLabels, severityLabels } from "@/products/unison/domain/quality/quality";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";
import { DecideProblem } from "./report-dialogs";

const variants: Readonly<Record<Report["severity"], BadgeVariant>> = {
  minor: "secondary",
  major: "warning",
  critical: "destructive",
};

type ReportListProps = { reports: readonly Report[]; now: Date; mayDecide: boolean; showsOrder?: boolean };

/** Non-conformance reports with what was decided. */
export function ReportList({ reports, now, mayDecide, showsOrder = false }: ReportListProps) {
  return (
    <ul className="grid divide-y">
      {reports.map((report) => (
        <li key={report.id} className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
          <div className="grid min-w-0 flex-1 basis-60 gap-1">
            <span className="text-pretty font-medium text-[0.8125rem] leading-5 [overflow-wrap:anywhere]">
              {report.title}
            </span>
            {report.description && (
              <span className="whitespace-pre-line text-muted-foreground text-xs [overflow-wrap:anywhere]">
                {report.description}
              </span>
            )}
            <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-2xs text-muted-foreground">
              <Badge variant={report.status === "closed" ? "outline" : variants[report.severity]} className="text-2xs">
                {severityLabels[report.severity]}
              </Badge>
              {showsOrder && (
                <Link href={`/work-orders/${report.workOrderId}`} className="hover:text-foreground hover:underline">
                  <span className="font-mono">{workOrderName(report.orderNumber)}</span> {report.orderTitle}
                </Link>
              )}
              {report.quantity !== null && <span>{formatCount(report.quantity, "piece")}</span>}
              <span>{relativeTime(report.reportedAt, now)}</span>
              {report.reporter && <span>{report.reporter}</span>}
            </span>
            {report.status === "closed" && (
              <span className="text-xs">
                {report.disposition ? dispositionLabels[report.disposition] : "Closed"}
                {report.cost !== null && (
                  <span className="tabular-nums">
                    {" "}
                    · {formatMoney({ amount: report.cost, currency: report.currency })}
                  </span>
                )}
              </span>
            )}
          </div>
          {mayDecide && (
            <Writes>
              <DecideProblem report={report} />
            </Writes>
          )}
        </li>
      ))}
    </ul>
  );
}
