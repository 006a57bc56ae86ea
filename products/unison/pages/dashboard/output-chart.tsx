import { shortDay } from "@/components/shell/relative-time";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/lib/cn";
import { formatCount, formatNumber } from "@/lib/numbers";
import type { Output } from "@/products/unison/domain/floor/output";

/** Pieces finished per day, as bars. Drawn on the server: it needs no script. */
export function OutputChart({ output }: { output: readonly Output[] }) {
  const highest = Math.max(1, ...output.map(({ pieces }) => pieces));
  const total = output.reduce((sum, { pieces }) => sum + pieces, 0);
  const [first, last] = [output[0], output.at(-1)];
  return (
    <Card className="gap-4">
      <CardHeader>
        <CardTitle>Output</CardTitle>
        <CardDescription>
          {formatCount(total, "piece")} finished in the last {output.length} days
        </CardDescription>
      </CardHeader>
      <CardContent className={cn(total === 0 && "hidden")}>
        <ol className="flex h-24 items-end gap-1 border-b" aria-label="Pieces finished per day">
          {output.map(({ day, pieces }) => (
            <li key={day} title={`${shortDay(day)}: ${formatNumber(pieces)}`} className="flex h-full flex-1 items-end">
              <span className="sr-only">{`${shortDay(day)}: ${formatCount(pieces, "piece")}`}</span>
              <span
                aria-hidden
                className="w-full rounded-t-[2px] bg-chart-1"
                style={{ height: `${(pieces / highest) * 100}%` }}
              />
            </li>
          ))}
        </ol>
        <p className="flex justify-between pt-1.5 text-2xs text-muted-foreground tabular-nums">
          <span>{first && shortDay(first.day)}</span>
          <span>{last && shortDay(last.day)}</span>
        </p>
      </CardContent>
    </Card>
  );
}
