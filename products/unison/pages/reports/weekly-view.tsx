import { shortDay } from "@/components/shell/relative-time";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Stat, StatGrid } from "@/components/ui/stat";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/cn";
import { formatNumber, formatPercent } from "@/lib/numbers";
import { onTimeRate, scrapRate, type Week } from "@/products/unison/domain/reports/weeks";

export const percentOr = (rate: number | undefined): string => (rate === undefined ? "–" : formatPercent(rate));

/** The last weeks, in total and one by one. */
export function WeeklyView({ weeks }: { weeks: readonly Week[] }) {
  const sum = (key: Exclude<keyof Week, "week">) => weeks.reduce((total, week) => total + week[key], 0);
  const total = { good: sum("good"), scrap: sum("scrap"), onTime: sum("onTime"), dated: sum("dated") };
  const most = Math.max(1, ...weeks.map(({ good }) => good));
  return (
    <>
      <StatGrid className="grid-cols-2 *:p-4 md:grid-cols-4">
        <Stat label="Orders finished" value={formatNumber(sum("orders"))} hint={`in ${weeks.length} weeks`} />
        <Stat label="Good pieces" value={formatNumber(total.good)} hint={`in ${weeks.length} weeks`} />
        <Stat label="On time" value={percentOr(onTimeRate(total))} hint="of orders with a due date" />
        <Stat label="Scrap" value={percentOr(scrapRate(total))} hint="of everything made" />
      </StatGrid>
      <Card className="gap-4 overflow-hidden pb-0">
        <CardHeader>
          <CardTitle>By week</CardTitle>
          <CardDescription>Weeks begin on Monday, at each plant's local time</CardDescription>
        </CardHeader>
        <CardContent className={cn(sum("good") === 0 && "hidden")}>
          <ol className="flex h-24 items-end gap-1.5 border-b" aria-label="Good pieces by week">
            {weeks.map(({ week, good }) => (
              <li
                key={week}
                className="flex h-full flex-1 items-end"
                title={`${shortDay(week)}: ${formatNumber(good)}`}
              >
                <span className="sr-only">{`${shortDay(week)}: ${formatNumber(good)}`}</span>
                <span
                  aria-hidden
                  className="w-full rounded-t-[2px] bg-chart-1"
                  style={{ height: `${(good / most) * 100}%` }}
                />
              </li>
            ))}
          </ol>
        </CardContent>
        <Table label="Weekly figures">
          <TableHeader>
            <TableRow>
              <TableHead>Week of</TableHead>
              <TableHead numeric>Orders</TableHead>
              <TableHead numeric className="max-sm:hidden">
                Good pieces
              </TableHead>
              <TableHead numeric>On time</TableHead>
              <TableHead numeric>Scrap</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {[...weeks].reverse().map((week) => (
              <TableRow key={week.week}>
                <TableCell className="whitespace-nowrap">{shortDay(week.week)}</TableCell>
                <TableCell numeric>{formatNumber(week.orders)}</TableCell>
                <TableCell numeric className="max-sm:hidden">
                  {formatNumber(week.good)}
                </TableCell>
                <TableCell numeric>{percentOr(onTimeRate(week))}</TableCell>
                <TableCell numeric>{percentOr(scrapRate(week))}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
    </>
  );
}
