import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { LinkGroup } from "@/components/ui/link-group";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { catalog } from "@/lib/catalog";
import { formatMoney } from "@/lib/money";
import { formatCount, formatNumber } from "@/lib/numbers";
import type { Cause, Comparison, Dimension } from "@/products/unison/domain";
import { dispositionLabels, severityLabels } from "@/products/unison/domain/quality/quality";
import { onTimeRate, scrapRate } from "@/products/unison/domain/reports/weeks";
import { percentOr } from "./weekly-view";

type AnalyticsViewProps = {
  by: Dimension;
  days: number;
  rows: readonly Comparison[];
  causes: readonly Cause[];
};

const labels: Readonly<Record<Dimension, string>> = { lane: "Lane", department: "Department", plant: "Plant" };

/** Lanes, departments and plants compared, and what poor quality cost. */
export function AnalyticsView({ by, days, rows, causes }: AnalyticsViewProps) {
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
      <Card className="gap-4 overflow-hidden pb-0">
        <CardHeader>
          <CardTitle>Comparison</CardTitle>
          <CardDescription>Finished in the last {days} days</CardDescription>
          <div className="pt-2">
            <LinkGroup
              label="Compare by"
              options={(["lane", "department", "plant"] as const).map((key) => ({ key, label: labels[key] }))}
              current={by}
              href={(dimension) => `/reports?by=${dimension}`}
            />
          </div>
        </CardHeader>
        <Table label={`Comparison by ${by}`}>
          <TableHeader>
            <TableRow>
              <TableHead>{labels[by]}</TableHead>
              <TableHead numeric>Orders</TableHead>
              <TableHead numeric>On time</TableHead>
              <TableHead numeric>Scrap</TableHead>
              <TableHead numeric className="max-sm:hidden">
                Lead time
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {rows.length === 0 && (
              <TableRow>
                <TableCell colSpan={5} className="text-muted-foreground">
                  No orders were finished in this period.
                </TableCell>
              </TableRow>
            )}
            {rows.map((row) => (
              <TableRow key={row.name ?? "none"}>
                <TableCell className="min-w-32 font-medium">{row.name ?? "Not assigned"}</TableCell>
                <TableCell numeric>{formatNumber(row.orders)}</TableCell>
                <TableCell numeric>{percentOr(onTimeRate(row))}</TableCell>
                <TableCell numeric>{percentOr(scrapRate(row))}</TableCell>
                <TableCell numeric className="max-sm:hidden">
                  {formatCount(Math.round(row.leadDays * 10) / 10, "day")}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
      <Card className="gap-4">
        <CardHeader>
          <CardTitle>Cost of quality</CardTitle>
          <CardDescription>Non-conformances of the last {days} days</CardDescription>
        </CardHeader>
        <CardContent>
          {causes.length === 0 ? (
            <p className="text-muted-foreground text-sm">None reported.</p>
          ) : (
            <CauseBars causes={causes} />
          )}
        </CardContent>
      </Card>
    </div>
  );
}

/** Each cause with a bar, compared with the most expensive one. */
function CauseBars({ causes }: { causes: readonly Cause[] }) {
  const most = Math.max(1, ...causes.map(({ cost }) => cost));
  return (
    <ul className="grid gap-3 text-[0.8125rem]">
      {causes.map(({ disposition, severity, reports, cost }) => (
        <li key={`${disposition} ${severity}`} className="grid gap-1">
          <span className="flex items-baseline justify-between gap-3">
            <span className="font-medium">
              {disposition ? dispositionLabels[disposition] : "Open"} · {severityLabels[severity]}
            </span>
            <span className="tabular-nums">{formatMoney({ amount: cost, currency: catalog.currency })}</span>
          </span>
          <span aria-hidden className="h-1.5 overflow-hidden rounded-full bg-muted">
            <span className="block h-full rounded-full bg-chart-1" style={{ width: `${(cost / most) * 100}%` }} />
          </span>
          <span className="text-muted-foreground text-xs">{formatCount(reports, "report")}</span>
        </li>
      ))}
    </ul>
  );
}
