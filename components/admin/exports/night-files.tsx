import { Download } from "lucide-react";
import { formatBytes } from "@/components/settings/data/bytes";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { NightlyFacts } from "@/lib/export";
import { grouped } from "@/lib/grouped";
import { formatNumber } from "@/lib/numbers";

type Night = NightlyFacts["nights"][number];

/** The files of one night, a row for each table. */
export function NightFiles({ night: { date, files } }: { night: Night }) {
  return (
    <Table label={`Files of ${date}`}>
      <TableHeader>
        <TableRow>
          <TableHead>Table</TableHead>
          <TableHead numeric>Rows</TableHead>
          <TableHead numeric>CSV</TableHead>
          <TableHead numeric>NDJSON</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {[...grouped(files, ({ table }) => table)].map(([table, own]) => (
          <TableRow key={table}>
            <TableCell className="font-mono text-xs">{table}</TableCell>
            <TableCell numeric className="font-mono text-[0.8125rem]">
              {formatNumber(own[0]?.rows ?? 0)}
            </TableCell>
            <FileCell date={date} file={own.find(({ format }) => format === "csv")} />
            <FileCell date={date} file={own.find(({ format }) => format === "ndjson")} />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function FileCell({ date, file }: { date: string; file: Night["files"][number] | undefined }) {
  if (!file) return <TableCell numeric>–</TableCell>;
  return (
    <TableCell numeric className="whitespace-nowrap">
      {/* A plain link: the download is recorded, so nothing may fetch it in advance. */}
      <a
        href={`/admin/exports/${date}/${file.name}`}
        title={`SHA-256 ${file.sha256}`}
        className="inline-flex items-center gap-1.5 rounded-sm font-mono text-[0.8125rem] underline-offset-4 hover:underline max-sm:py-1.5"
      >
        <Download className="size-3.5 text-muted-foreground max-sm:hidden" aria-hidden />
        <span className="sr-only">Download {file.name}, </span>
        {formatBytes(file.bytes)}
      </a>
    </TableCell>
  );
}
