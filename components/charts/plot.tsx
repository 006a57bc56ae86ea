import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { ChartCursor, type CursorPoint } from "./chart-cursor";
import { type Scale, xOfColumn, xOfPoint, yOf } from "./geometry/scale";
import { type LabelWidth, xLabels } from "./geometry/x-labels";

type PlotProps = {
  /** What a screen reader says about the chart as a whole. */
  label: string;
  scale: Scale;
  formatTick: (value: number) => string;
  /** One per position of the x axis. */
  labels: readonly string[];
  /** Lines and areas stand on points, bars in columns. */
  align: "points" | "columns";
  /** The id of the table that the cursor reads from. */
  tableId: string;
  /** The values at each position in percent from the top, for the dots on the cursor's line. */
  dots?: readonly CursorPoint["dots"][];
  className?: string | undefined;
  /** SVG in a square of 100 × 100 that is stretched over the plot. */
  children: ReactNode;
};

const shownFrom: Record<LabelWidth, string> = {
  always: "",
  medium: "hidden @md:block",
  wide: "hidden @2xl:block",
};

/**
 * Axes, grid and cursor around a drawing. Text is HTML placed in percent, so that it stays crisp at any width while the
 * drawing is stretched, and so that the chart is in the first HTML without knowing how wide it will be.
 */
export function Plot({ label, scale, formatTick, labels, align, tableId, dots, className, children }: PlotProps) {
  const ticks = scale.ticks.map((value) => ({ value, text: formatTick(value), y: yOf(value, scale) }));
  const x = align === "points" ? xOfPoint : xOfColumn;
  const gutter = Math.max(...ticks.map(({ text }) => text.length));
  return (
    <div className="@container min-w-0">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 figures text-2xs text-muted-foreground">
        <div aria-hidden className="relative" style={{ width: `${gutter}ch` }}>
          {ticks.map(({ value, text, y }) => (
            <span key={value} className="absolute right-0 -translate-y-1/2 leading-none" style={{ top: `${y}%` }}>
              {text}
            </span>
          ))}
        </div>
        <div className={cn("relative h-56", className)}>
          <svg
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            aria-hidden="true"
            className="absolute inset-0 size-full overflow-visible"
          >
            {ticks.map(({ value, y }) => (
              <line
                key={value}
                x1="0"
                x2="100"
                y1={y}
                y2={y}
                stroke={value === 0 ? "var(--input)" : "var(--border)"}
                strokeDasharray={value === 0 ? undefined : "2 3"}
                vectorEffect="non-scaling-stroke"
              />
            ))}
            <g className="chart-drawn">{children}</g>
          </svg>
          <ChartCursor
            label={label}
            tableId={tableId}
            width={align === "columns" ? 100 / labels.length : 0}
            points={labels.map((_, index) => ({ x: x(index, labels.length), dots: dots?.[index] ?? [] }))}
          />
        </div>
        <div aria-hidden className="relative col-start-2 mt-2 h-4">
          {xLabels(labels).map(({ index, from }) => (
            <span
              key={index}
              className={cn(
                "absolute top-0 whitespace-nowrap leading-4",
                shownFrom[from],
                anchorOf(x(index, labels.length)),
              )}
              style={{ left: `${x(index, labels.length)}%` }}
            >
              {labels[index]}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

/** Labels at the edges stay within the panel. */
const anchorOf = (x: number): string => (x < 4 ? "" : x > 96 ? "-translate-x-[70%]" : "-translate-x-1/2");
