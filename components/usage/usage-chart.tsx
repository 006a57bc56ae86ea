import { ChartCursor } from "@/components/charts/chart-cursor";
import { type Scale, xOfColumn, yOf } from "@/components/charts/geometry/scale";
import { xLabels } from "@/components/charts/geometry/x-labels";
import { cn } from "@/lib/cn";
import { formatCompact } from "@/lib/numbers";
import type { DayPoint } from "@/lib/usage";
import { type DrawnThreshold, lineSpacing } from "./drawn-thresholds";
import { chartTicks, dayLabel, projectedDays } from "./words";

type UsageChartProps = {
  /** For screen readers. */
  label: string;
  /** The table that the cursor reads out, with a row for each day so far. */
  tableId: string;
  curve: readonly DayPoint[];
  limit: number | null;
  /** The hard limit, if there is one. */
  hardLimit: number | null;
  /** Usage on the last day at the current pace; null while there is too little to tell. */
  projected: number | null;
  /** The lowest first. */
  thresholds: readonly DrawnThreshold[];
};

/**
 * The total of a period day by day, with every threshold as a line that says what happens there. The dashed line is an even
 * pace up to the limit, so that the first day already shows whether it's fast.
 */
export function UsageChart({ label, tableId, curve, limit, hardLimit, projected, thresholds }: UsageChartProps) {
  const ticks = chartTicks(curve, limit, hardLimit, projected);
  const scale: Scale = { min: 0, max: ticks.at(-1) ?? 1, ticks };
  const ahead = projectedDays(curve, projected);
  const today = curve.findLastIndex(({ used }) => used !== null);
  const gutter = Math.max(...ticks.map((tick) => formatCompact(tick).length));
  const labels = curve.map(({ day }) => dayLabel(day));
  const column = { width: 100 / curve.length, gap: 22 / curve.length };
  return (
    <div className="@container min-w-0">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 font-mono text-2xs text-muted-foreground tabular-nums">
        <div aria-hidden className="relative" style={{ width: `${gutter}ch` }}>
          {ticks.map((tick) => (
            <span
              key={tick}
              className="absolute right-0 -translate-y-1/2 leading-none"
              style={{ top: `${yOf(tick, scale)}%` }}
            >
              {formatCompact(tick)}
            </span>
          ))}
        </div>
        <div className="relative h-64">
          <svg
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            aria-hidden="true"
            className="absolute inset-0 size-full overflow-visible"
          >
            {ticks.map((tick) => (
              <Line key={tick} y={yOf(tick, scale)} stroke={tick === 0 ? "var(--input)" : "var(--border)"} />
            ))}
            <g className="chart-drawn">
              {curve.map(({ day, used }, index) => {
                const value = used ?? ahead[index] ?? 0;
                if (value === 0) return null;
                return (
                  <rect
                    key={day}
                    x={index * column.width + column.gap / 2}
                    width={column.width - column.gap}
                    y={yOf(value, scale)}
                    height={100 - yOf(value, scale)}
                    fill={index === today ? "var(--signal)" : "var(--chart-1)"}
                    fillOpacity={used === null ? 0.16 : 1}
                  />
                );
              })}
              {limit !== null && (
                <line
                  x1="0"
                  y1="100"
                  x2="100"
                  y2={yOf(limit, scale)}
                  stroke="var(--muted-foreground)"
                  strokeDasharray="3 4"
                  vectorEffect="non-scaling-stroke"
                />
              )}
            </g>
            {thresholds.map(({ step, value, color }) => (
              <Line
                key={step}
                y={yOf(value, scale)}
                stroke={color}
                dashed={step === "warning" || step === "critical"}
              />
            ))}
          </svg>
          <ChartCursor
            label={label}
            tableId={tableId}
            width={column.width}
            points={curve.map((_, index) => ({ x: xOfColumn(index, curve.length), dots: [] }))}
          />
          {thresholds.length > 0 && <Thresholds thresholds={thresholds} scale={scale} limit={limit ?? 0} />}
        </div>
        <div aria-hidden className="relative col-start-2 mt-2 h-4">
          {xLabels(labels).map(({ index, from }) => (
            <span
              key={index}
              className={cn(
                "absolute top-0 whitespace-nowrap leading-4",
                from === "medium" && "hidden @md:block",
                from === "wide" && "hidden @2xl:block",
                index > curve.length - 2 ? "-translate-x-full" : index > 0 && "-translate-x-1/2",
              )}
              style={{ left: `${index > curve.length - 2 ? 100 : xOfColumn(index, curve.length)}%` }}
            >
              {labels[index]}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

function Line({ y, stroke, dashed = false }: { y: number; stroke: string; dashed?: boolean }) {
  return (
    <line
      x1="0"
      x2="100"
      y1={y}
      y2={y}
      stroke={stroke}
      strokeDasharray={dashed ? "4 3" : undefined}
      vectorEffect="non-scaling-stroke"
    />
  );
}

type ThresholdsProps = { thresholds: readonly DrawnThreshold[]; scale: Scale; limit: number };

/** The names of the lines, on them. Where lines are too close, only those from the limit on are named on the chart. */
function Thresholds({ thresholds, scale, limit }: ThresholdsProps) {
  const isCrowded = lineSpacing(limit, scale.max) < 15;
  return (
    <ol aria-label="Thresholds" className="pointer-events-none">
      {thresholds.map(({ step, value, at, what, reached }) => (
        <li
          key={step}
          className={cn(
            "absolute right-0 flex -translate-y-1/2 items-center gap-1.5 whitespace-nowrap rounded-sm bg-card/90 px-1 leading-4",
            isCrowded && step !== "soft" && "sr-only",
            reached ? "text-foreground" : "text-muted-foreground",
          )}
          style={{ top: `${yOf(value, scale)}%` }}
        >
          <span className={cn(step === "hard" && "text-destructive-ink", "font-medium")}>{at}</span>{" "}
          <span className="font-sans">
            {what}
            {reached && <span className="@max-md:sr-only"> · reached {reached}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
