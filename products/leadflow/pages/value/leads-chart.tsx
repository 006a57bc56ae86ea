import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { formatShortDate } from "@/lib/dates";
import { formatCount, formatNumber } from "@/lib/numbers";
import type { ValueReport } from "@/products/leadflow/domain";

/** Leads of each usage period, as bars. Drawn on the server: it needs no script. */
export function LeadsChart({ periods }: Pick<ValueReport["value"], "periods">) {
  const highest = Math.max(1, ...periods.map(({ leads }) => leads));
  const last = periods.at(-1)?.start ?? new Date(0);
  // A phone has room for about five dates.
  const every = Math.ceil(periods.length / 5);
  return (
    <Card className="gap-4">
      <CardHeader>
        <CardTitle>Leads</CardTitle>
        <CardDescription>New leads per billing month. The current month is still in progress.</CardDescription>
      </CardHeader>
      <CardContent>
        <ol className="flex h-40 items-end gap-1.5 border-b sm:gap-3" aria-label="Leads per billing month">
          {periods.map(({ start, leads }, index) => (
            <li key={start.toISOString()} className="flex h-full min-w-0 max-w-20 flex-1 flex-col justify-end gap-1">
              <span className="sr-only">{`${formatShortDate(start, last)}: ${formatCount(leads, "lead")}`}</span>
              <span aria-hidden className="text-center text-2xs text-muted-foreground tabular-nums">
                {formatNumber(leads)}
              </span>
              <span
                aria-hidden
                className={`w-full rounded-t-[3px] bg-chart-1 ${index === periods.length - 1 ? "opacity-60" : ""}`}
                style={{ height: `${(leads / highest) * 84}%` }}
              />
            </li>
          ))}
        </ol>
        <ol aria-hidden className="flex gap-1.5 pt-1.5 text-2xs text-muted-foreground tabular-nums sm:gap-3">
          {periods.map(({ start }, index) => (
            <li key={start.toISOString()} className="min-w-0 max-w-20 flex-1 text-center">
              <span className={index % every === 0 ? "" : "max-sm:hidden"}>{formatShortDate(start, last)}</span>
            </li>
          ))}
        </ol>
      </CardContent>
    </Card>
  );
}
