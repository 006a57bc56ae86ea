import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { MeterReport } from "@/lib/usage";
import { dayLabel, formatCount } from "./words";

/** The chart's figures as a table, for those who cannot see a chart or want the numbers. Days without use are left out. */
export function DayTable({ meter }: { meter: MeterReport }) {
  const days = meter.curve.flatMap(({ day, used }, index) => {
    const before = meter.curve[index - 1]?.used ?? 0;
    return used === null || used === before ? [] : [{ day, added: used - before, used }];
  });
  return (
    <details className="text-sm">
      <summary className="w-fit rounded-sm text-muted-foreground text-xs hover:text-foreground">Day by day</summary>
      <div className="mt-2 max-h-64 overflow-auto rounded-md border">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>Day (UTC)</TableHead>
              <TableHead className="text-right">Used</TableHead>
              <TableHead className="text-right">In all</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {days.map(({ day, added, used }) => (
              <TableRow key={day}>
                <TableCell>{dayLabel(day)}</TableCell>
                <TableCell className="text-right">{formatCount(added)}</TableCell>
                <TableCell className="text-right">{formatCount(used)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  );
}
