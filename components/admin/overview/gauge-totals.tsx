import { ChartFrame } from "@/components/charts/chart-frame";
import { Sparkline } from "@/components/charts/sparkline";
import type { GaugeTotal } from "@/lib/metrics/page/types";
import { formatNumber } from "@/lib/numbers";
import { changeOf } from "../metrics/metric-format";

/** What all organizations use of the product's gauges: users, plants, storage. */
export function GaugeTotals({ gauges }: { gauges: readonly GaugeTotal[] }) {
  return (
    <ChartFrame
      id="gauges"
      title="In use"
      hint="Totals across all organizations: the latest measurement and the past months."
      empty={gauges.length === 0 && "Totals appear here after the first measurement."}
    >
      <ul className="-my-1.5 divide-y">
        {gauges.map(({ meter, label, unit, total, previous, series }) => {
          const change = changeOf({ value: total, previous, unit: "count" });
          return (
            <li key={meter} className="flex items-center gap-3 py-2 text-[0.8125rem]">
              <span className="flex-1 truncate">{label}</span>
              <Sparkline values={series.map(({ value }) => value)} className="h-5 w-16" />
              <span className="w-14 text-right font-mono text-2xs text-muted-foreground tabular-nums">
                {change?.text ?? ""}
              </span>
              <span className="min-w-16 text-right font-medium font-mono tabular-nums">
                {formatNumber(total)}
                {unit !== label.toLowerCase() && <span className="text-muted-foreground"> {unit}</span>}
              </span>
            </li>
          );
        })}
      </ul>
    </ChartFrame>
  );
}
