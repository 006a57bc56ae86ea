import { Card } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { formatMoney } from "@/lib/money";
import { formatPercent } from "@/lib/numbers";
import type { RunRow } from "@/products/origin/domain";
import { channelName } from "../../domain/data/names";
import { describeModel } from "../../domain/runs/models";
import type { ChannelReturn } from "../../domain/runs/returns";
import { rangeOf } from "../run-words";

type ComparisonTableProps = {
  runs: readonly RunRow[];
  results: ReadonlyMap<string, readonly ChannelReturn[]>;
  currency: string;
};

/** What each channel earned in each run, side by side. The first run is what the others are compared with. */
export function ComparisonTable({ runs, results, currency }: ComparisonTableProps) {
  const [base] = runs;
  const channels = [...new Set(runs.flatMap(({ id }) => (results.get(id) ?? []).map(({ channel }) => channel)))];
  const earnedIn = (run: RunRow | undefined, channel: string): number =>
    (run && results.get(run.id)?.find((each) => each.channel === channel)?.value) ?? 0;
  return (
    <Card className="overflow-hidden py-0">
      <Table label="Comparison of runs">
        <TableHeader>
          <TableRow>
            <TableHead>Channel</TableHead>
            {runs.map((run) => (
              <TableHead key={run.id} numeric className="min-w-32 whitespace-normal">
                {describeModel(run)}
                <span className="block font-normal text-xs">{rangeOf(run)}</span>
              </TableHead>
            ))}
          </TableRow>
        </TableHeader>
        <TableBody>
          {channels.map((channel) => (
            <TableRow key={channel}>
              <TableCell className="font-medium">{channelName(channel)}</TableCell>
              {runs.map((run) => (
                <TableCell key={run.id} numeric>
                  {formatMoney({ amount: earnedIn(run, channel), currency })}
                  {run !== base && (
                    <span className="block text-muted-foreground text-xs">
                      {differenceOf(earnedIn(run, channel), earnedIn(base, channel))}
                    </span>
                  )}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function differenceOf(value: number, base: number): string {
  if (value === base) return "same";
  if (base === 0) return "new";
  const part = (value - base) / Math.abs(base);
  return `${part > 0 ? "+" : ""}${formatPercent(Math.round(part * 1_000) / 1_000)}`;
}
