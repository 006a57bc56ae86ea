import Link from "@/components/navigation/link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatDateTime } from "@/lib/dates";
import { formatMoney } from "@/lib/money";
import type { RunRow } from "@/products/origin/domain";
import { formatRoi, roiOf } from "../../domain/runs/returns";
import { rangeOf, settingsOfRun } from "../run-words";

type RunListProps = { runs: readonly RunRow[]; compared: readonly string[]; currency: string };

/** The newest runs. The form works without script: it opens the comparison of those that are checked. */
export function RunList({ runs, compared, currency }: RunListProps) {
  return (
    <form method="get" action="/runs" className="grid gap-3">
      <Card className="overflow-hidden py-0">
        <Table label="Runs">
          <TableHeader>
            <TableRow>
              <TableHead>
                <span className="sr-only">Compare</span>
              </TableHead>
              <TableHead>Run</TableHead>
              <TableHead numeric>Revenue</TableHead>
              <TableHead numeric className="max-sm:hidden">
                ROI
              </TableHead>
              <TableHead className="max-md:hidden">Started</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {runs.map((run) => (
              <TableRow key={run.id}>
                <TableCell>
                  {run.status === "done" && (
                    <input
                      type="checkbox"
                      name="compare"
                      value={run.id}
                      defaultChecked={compared.includes(run.id)}
                      aria-label={`Compare ${settingsOfRun(run)}, ${rangeOf(run)}`}
                      className="size-4 accent-primary"
                    />
                  )}
                </TableCell>
                <TableCell className="min-w-44 whitespace-normal">
                  {run.status === "done" ? (
                    <Link href={`/channels?run=${run.id}`} className="font-medium hover:text-brand hover:underline">
                      {settingsOfRun(run)}
                    </Link>
                  ) : (
                    <span className="font-medium">{settingsOfRun(run)}</span>
                  )}
                  <span className="block text-muted-foreground text-xs">{rangeOf(run)}</span>
                </TableCell>
                <TableCell numeric>
                  {run.status === "done" ? formatMoney({ amount: run.value ?? 0, currency }) : <RunState run={run} />}
                </TableCell>
                <TableCell numeric className="max-sm:hidden">
                  {run.status === "done" ? formatRoi(roiOf({ value: run.value ?? 0, spend: run.spend ?? 0 })) : ""}
                </TableCell>
                <TableCell className="text-muted-foreground max-md:hidden">{formatDateTime(run.createdAt)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Card>
      <Button type="submit" variant="outline" className="justify-self-start">
        Compare checked runs
      </Button>
    </form>
  );
}

function RunState({ run: { status, processed, total } }: { run: RunRow }) {
  if (status === "failed") return <Badge variant="destructive">Failed, retrying</Badge>;
  const share = total ? Math.min(100, Math.round((processed / total) * 100)) : 0;
  return (
    <span className="ml-auto grid w-28 gap-1 text-muted-foreground text-xs">
      {status === "waiting" ? "Waiting" : `${share}%`}
      <Progress value={share} aria-label="Progress of the run" />
    </span>
  );
}
