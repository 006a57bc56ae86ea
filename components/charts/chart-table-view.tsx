import Link from "@/components/navigation/link";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { ChartTable } from "./types";

/** The values of a chart. `id` lets the chart's cursor read them from the page. */
export function ChartTableView({ id, label, table }: { id: string; label: string; table: ChartTable }) {
  return (
    <div id={id}>
      <Table label={label}>
        <TableHeader>
          <TableRow>
            <TableHead>{table.head}</TableHead>
            {table.columns.map(({ label, color }) => (
              <TableHead key={label} numeric data-color={color}>
                {label}
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {table.rows.map(({ label, href, note, cells }) => (
            <TableRow key={label}>
              <TableCell className="whitespace-nowrap">
                {href ? (
                  <Link href={href} className="underline-offset-4 hover:underline">
                    {label}
                  </Link>
                ) : (
                  label
                )}
                {note && <small className="ml-1.5 text-muted-foreground text-xs">{note}</small>}
              </TableCell>
              {cells.map(({ text, href: behind }, index) => (
                <TableCell key={table.columns[index]?.label} numeric className="whitespace-nowrap figures text-xs">
                  {behind ? (
                    <Link href={behind} className="underline-offset-4 hover:underline">
                      {text}
                    </Link>
                  ) : (
                    text
                  )}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
