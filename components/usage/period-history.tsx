import { shortDay } from "@/components/shell/relative-time";
import { isoDay } from "@/lib/dates";
import { formatNumber } from "@/lib/numbers";
import type { MeterReport } from "@/lib/usage";
import { ExportLink } from "./export-link";
import { countOf, periodWords } from "./words";

/** Past periods of a counter as bars, the current one on the right, with a table to download their events from. */
export function PeriodHistory({ meter, mayExport }: { meter: MeterReport; mayExport: boolean }) {
  const { past, key, unit } = meter;
  if (past.every(({ used }) => used === 0)) return null;
  const highest = Math.max(1, ...past.map(({ used }) => used));
  return (
    <section className="grid content-start gap-3" aria-label={`${meter.name} in past periods`}>
      <h3 className="font-medium text-sm">Past periods</h3>
      <ol className="flex h-28 gap-1.5" aria-hidden>
        {past.map((period, index) => (
          <li
            key={period.start.toISOString()}
            title={`${periodWords(period)}: ${countOf(period.used, unit)}`}
            className="grid min-w-1 max-w-12 flex-1 grid-rows-[1fr_auto] items-end gap-1"
          >
            <span
              className={`rounded-t-sm ${index === past.length - 1 ? "bg-chart-1" : "bg-chart-1/40"}`}
              style={{ height: `${Math.max(2, (period.used / highest) * 100)}%` }}
            />
            <span className="h-4 whitespace-nowrap text-2xs text-muted-foreground">
              {isLabeled(index, past.length) && shortDay(isoDay(period.start))}
            </span>
          </li>
        ))}
      </ol>
      <details className="text-sm">
        <summary className="w-fit rounded-sm text-muted-foreground text-xs hover:text-foreground">
          {mayExport ? "Show table · Download CSV" : "Show table"}
        </summary>
        <ol className="mt-2 divide-y rounded-md border">
          {past.toReversed().map((period) => (
            <li key={period.start.toISOString()} className="flex items-center gap-3 px-3 py-2 tabular-nums">
              <span className="flex-1 text-muted-foreground">{periodWords(period)}</span>
              <span>{formatNumber(period.used)}</span>
              {mayExport && (
                <ExportLink
                  meter={key}
                  periodStart={period.start}
                  label={`Download ${meter.name}, ${periodWords(period)}, as CSV`}
                />
              )}
            </li>
          ))}
        </ol>
      </details>
    </section>
  );
}

/** Many bars are too narrow for a date each: then the first and the last have one. */
const isLabeled = (index: number, count: number) => count <= 5 || index === 0 || index === count - 1;
