import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatDateTime } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import type { ImportRow } from "@/products/origin/domain";

const kinds: Readonly<Record<ImportRow["kind"], string>> = {
  touchpoints: "Touchpoints",
  conversions: "Conversions",
  spend: "Spend",
};

/** The newest imports, each with what became of its rows. */
export function ImportList({ imports, organization }: { imports: readonly ImportRow[]; organization: string }) {
  return (
    <Card className="overflow-hidden py-0">
      <Table label="Imports">
        <TableHeader>
          <TableRow>
            <TableHead>File</TableHead>
            <TableHead numeric>Imported</TableHead>
            <TableHead numeric className="max-sm:hidden">
              Already there
            </TableHead>
            <TableHead numeric>Left out</TableHead>
            <TableHead className="max-md:hidden">Uploaded</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {imports.map((each) => (
            <TableRow key={each.id}>
              <TableCell className="min-w-40 whitespace-normal">
                <span className="break-all font-medium">{each.fileName}</span>
                <span className="mt-0.5 flex items-center gap-2 text-muted-foreground text-xs">
                  {kinds[each.kind]} <State row={each} />
                </span>
              </TableCell>
              <TableCell numeric>{formatNumber(each.accepted)}</TableCell>
              <TableCell numeric className="max-sm:hidden">
                {formatNumber(each.duplicates)}
              </TableCell>
              <TableCell numeric>
                {each.rejected > 0 ? (
                  <a
                    href={`/data/report?import=${each.id}&organization=${organization}`}
                    className="underline underline-offset-4"
                    download
                  >
                    {formatNumber(each.rejected)}
                    <span className="sr-only"> rows of {each.fileName}, as CSV</span>
                  </a>
                ) : (
                  0
                )}
              </TableCell>
              <TableCell className="text-muted-foreground max-md:hidden">{formatDateTime(each.createdAt)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function State({ row: { status, rows } }: { row: ImportRow }) {
  switch (status) {
    case "uploading":
      return <Badge variant="warning">Upload not finished</Badge>;
    case "waiting":
      return <Badge variant="info">Waiting</Badge>;
    case "running":
      return <Badge variant="info">{`${formatNumber(rows)} rows read`}</Badge>;
    case "failed":
      return <Badge variant="destructive">Failed</Badge>;
    case "done":
      return null;
    default:
      return status satisfies never;
  }
}
