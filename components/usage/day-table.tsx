import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatNumber } from "@/lib/numbers";
import type { MeterReport } from "@/lib/usage";
import { dayLabel } from "./words";

/** The chart as a table, for screen readers and for those who want the numbers. Leaves out days without usage. */
export function DayTable({ meter }: { meter: MeterReport }) {
  const days = meter.curve.flatMap(({ day, used }, index) => {
    const before = meter.curve[index - 1]?.used ?? 0;
    return used === null || used === before ? [] : [{ day, added: used - before, used }];
  });
  return (
    <details className="text-sm">
      <summary className="w-fit rounded-sm text-muted-foreground text-xs hover:text-foreground">Show table</summary>
      <div className="mt-2 max-h-64 overflow-auto rounded-md border">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>Day (UTC)</TableHead>
              <TableHead className="text-right">Used</TableHead>
              <TableHead className="text-right">Total</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {days.map(({ day, added, used }) => (
              <TableRow key={day}>
                <TableCell>{dayLabel(day)}</TableCell>
                <TableCell className="text-right">{formatNumber(added)}</TableCell>
                <TableCell className="text-right">{formatNumber(used)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  );
}
