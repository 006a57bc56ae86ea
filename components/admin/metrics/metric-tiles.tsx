import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import { Hint } from "@/components/charts/hint";
import { Sparkline } from "@/components/charts/sparkline";
import Link from "@/components/navigation/link";
import { cn } from "@/lib/cn";
import type { MetricFilter, MetricReading } from "@/lib/metrics/page/types";
import { changeOf, formatMetric, toneOf } from "./metric-format";
import { comparedWith, readingHref } from "./reading-links";

type MetricTilesProps = {
  label: string;
  readings: readonly MetricReading[];
  currency: string;
  filter: MetricFilter;
  /** What activities and balances are compared with: "the 30 days before", "30 days ago". */
  compared: Record<MetricReading["type"], string>;
};

/** Figures side by side, each with its course, its change and its definition. */
export function MetricTiles({ label, readings, currency, filter, compared }: MetricTilesProps) {
  return (
    <ul
      aria-label={label}
      // Each tile draws its right and bottom line, and the frame hides the outermost ones, so any number of tiles fits.
      className={cn(
        "grid grid-cols-2 overflow-hidden rounded-lg border bg-card shadow-raised *:-mr-px *:-mb-px *:border-r *:border-b max-md:*:last:odd:col-span-2 md:grid-cols-3",
        columns(readings.length),
      )}
    >
      {readings.map((reading) => (
        <MetricTile
          key={reading.slug}
          reading={reading}
          currency={currency}
          filter={filter}
          compared={compared[reading.type]}
        />
      ))}
    </ul>
  );
}

/** On wide screens as many columns as fill their rows. */
const columns = (count: number): string => {
  if (count % 5 === 0) return "xl:grid-cols-5";
  if (count % 4 === 0) return "xl:grid-cols-4";
  return count % 6 === 0 ? "xl:grid-cols-6" : "xl:grid-cols-5";
};

const arrows = { up: ArrowUpRight, down: ArrowDownRight, flat: ArrowRight };
const tones = { good: "text-success-ink", bad: "text-destructive-ink", neutral: "text-muted-foreground" };
const lines = { good: "var(--success)", bad: "var(--destructive)", neutral: "var(--chart-6)" };

type MetricTileProps = { reading: MetricReading; currency: string; filter: MetricFilter; compared: string };

function MetricTile({ reading, currency, filter, compared }: MetricTileProps) {
  const { slug, label, hint, unit, value, good, series } = reading;
  const change = changeOf(reading);
  const tone = change ? toneOf(change.trend, good) : "neutral";
  const Arrow = arrows[change?.trend ?? "flat"];
  return (
    <li className="grid min-w-0 grid-rows-[auto_auto_1fr] gap-1 px-4 py-3.5 sm:px-5">
      <div className="flex items-center justify-between gap-2 text-muted-foreground text-xs">
        <span className="truncate">{label}</span>
        <Hint id={`tile-${slug}`} of={label}>
          {hint}
        </Hint>
      </div>
      <div className="flex items-end justify-between gap-3">
        <Link
          href={readingHref(reading, filter)}
          className="whitespace-nowrap rounded-sm figures-lead text-[1.375rem] leading-7 underline-offset-4 hover:underline max-sm:text-xl"
        >
          {formatMetric(value, unit, currency)}
        </Link>
        <Sparkline
          values={series.map((point) => point.value)}
          color={lines[tone]}
          className="mb-1 h-6 w-14 shrink-0 max-[26rem]:hidden"
        />
      </div>
      <p className="flex flex-wrap items-center gap-x-1 self-end text-2xs text-muted-foreground">
        {change ? (
          <>
            <span className={cn("inline-flex items-center gap-0.5 font-medium font-mono tabular-nums", tones[tone])}>
              <Arrow aria-hidden className="size-3" />
              {change.text}
            </span>
            <span>{comparedWith(reading) ?? compared}</span>
          </>
        ) : (
          "Nothing to compare with"
        )}
      </p>
    </li>
  );
}
