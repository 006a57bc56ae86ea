import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatNumber } from "@/lib/numbers";
import type { MeterReport } from "@/lib/usage";
import { dayLabel } from "./words";

/** The days so far as a table: what the chart's cursor reads out, and for those who want the numbers. */
export function DayTable({ id, meter }: { id: string; meter: MeterReport }) {
  const days = meter.curve.flatMap(({ day, used }, index) => {
    const before = meter.curve[index - 1]?.used ?? 0;
    return used === null ? [] : [{ day, added: used - before, used }];
  });
  return (
    <details className="text-sm">
      <summary className="w-fit rounded-sm text-muted-foreground text-xs hover:text-foreground">Show table</summary>
      <div id={id} className="mt-2 max-h-64 overflow-auto rounded-md border">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>Day (UTC)</TableHead>
              <TableHead className="text-right">Used</TableHead>
              <TableHead className="text-right" data-color="var(--chart-1)">
                Total
              </TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {days.map(({ day, added, used }) => (
              <TableRow key={day}>
                <TableCell>{dayLabel(day)}</TableCell>
                <TableCell className="figures text-right">{formatNumber(added)}</TableCell>
                <TableCell className="figures text-right">{formatNumber(used)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  );
}
