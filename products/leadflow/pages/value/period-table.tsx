import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatDate } from "@/lib/dates";
import { formatRounded } from "@/lib/money";
import { formatNumber } from "@/lib/numbers";
import type { ValueReport } from "@/products/leadflow/domain";
import { durationWords } from "./duration-words";

/** Each billing month in figures, the newest first. */
export function PeriodTable({ periods, currency }: Pick<ValueReport["value"], "periods"> & { currency: string }) {
  return (
    <Card className="gap-3">
      <CardHeader>
        <CardTitle>By billing month</CardTitle>
        <CardDescription>Reported by the program, with months in UTC.</CardDescription>
      </CardHeader>
      <CardContent className="px-0">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead className="pl-5">From</TableHead>
              <TableHead className="text-right max-sm:hidden">Emails</TableHead>
              <TableHead className="text-right">Drafts</TableHead>
              <TableHead className="text-right">Leads</TableHead>
              <TableHead className="text-right max-sm:hidden">Time saved</TableHead>
              <TableHead className="pr-5 text-right">Worth</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {periods.toReversed().map(({ start, emails, replies, leads, seconds, worth }) => (
              <TableRow key={start.toISOString()} className="tabular-nums">
                <TableCell className="whitespace-nowrap pl-5">{formatDate(start)}</TableCell>
                <TableCell className="text-right max-sm:hidden">{formatNumber(emails)}</TableCell>
                <TableCell className="text-right">{formatNumber(replies)}</TableCell>
                <TableCell className="text-right">{formatNumber(leads)}</TableCell>
                <TableCell className="text-right max-sm:hidden">{durationWords(seconds)}</TableCell>
                <TableCell className="pr-5 text-right">{formatRounded({ amount: worth, currency })}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </CardContent>
    </Card>
  );
}
