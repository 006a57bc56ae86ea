import { relativeTime } from "@/components/shell/relative-time";
import { Badge, type BadgeVariant } from "@/components/ui/badge";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import type { Report } from "@/products/unison/domain";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";

const variants: Readonly<Record<Report["severity"], BadgeVariant>> = {
  minor: "secondary",
  major: "warning",
  critical: "destructive",
};

type ReportsCardProps = { title: string; description: string; reports: readonly Report[]; now: Date };

/** Non-conformance reports. */
export function ReportsCard({ title, description, reports, now }: ReportsCardProps) {
  return (
    <Card className="gap-4">
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        <CardDescription>{description}</CardDescription>
      </CardHeader>
      <CardContent>
        <ul className="grid gap-3">
          {reports.map(({ id, title: what, severity, status, reportedAt, orderNumber }) => (
            <li key={id} className="grid gap-1">
              <span className="text-pretty font-medium text-[0.8125rem] leading-5">{what}</span>
              <span className="flex items-center gap-2 text-2xs text-muted-foreground">
                <Badge variant={status === "closed" ? "outline" : variants[severity]} className="text-2xs capitalize">
                  {severity}
                </Badge>
                {status === "closed" && <span>Closed</span>}
                <span className="font-mono">{workOrderName(orderNumber)}</span>
                <span>{relativeTime(reportedAt, now)}</span>
              </span>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  );
}
