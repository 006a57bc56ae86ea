"use client";

import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { DayPoint } from "@/lib/usage";
import { chartTicks, dayLabel, formatCount, withProjection } from "./words";

type UsageChartProps = {
  /** What a screen reader says instead of the picture. */
  label: string;
  curve: readonly DayPoint[];
  limit: number | null;
  /** Where it stops, if that is not the limit. */
  hardLimit: number | null;
  /** Where it will stand on the last day at the present pace; null draws no line. */
  projected: number | null;
  /** A level changes at once and stays; a sum grows. */
  stepped: boolean;
};

const initialDimension = { width: 640, height: 200 };
const margin = { top: 8, right: 4, bottom: 0, left: 0 };

/** A period's curve against its limit. */
export function UsageChart({ label, curve, limit, hardLimit, projected, stepped }: UsageChartProps) {
  const ticks = chartTicks(curve, limit, hardLimit, projected);
  const days = curve.filter(({ used }) => used !== null).length;
  return (
    <div
      role="img"
      aria-label={label}
      className="contain-inline-size h-48 w-full text-muted-foreground text-xs sm:h-56"
    >
      <ResponsiveContainer width="100%" height="100%" initialDimension={initialDimension}>
        <ComposedChart data={withProjection(curve, projected)} margin={margin} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis
            dataKey="day"
            tickFormatter={dayLabel}
            tickLine={false}
            axisLine={{ stroke: "var(--border)" }}
            minTickGap={32}
            tick={{ fill: "currentColor" }}
            tickMargin={8}
          />
          <YAxis
            width={44}
            domain={[0, ticks.at(-1) ?? 1]}
            ticks={ticks}
            tickFormatter={compact.format}
            tickLine={false}
            axisLine={false}
            tick={{ fill: "currentColor" }}
          />
          <Tooltip
            content={Reading}
            cursor={{ stroke: "var(--ring)", strokeDasharray: "3 3" }}
            isAnimationActive={false}
          />
          {limit !== null && (
            <ReferenceLine
              y={limit}
              stroke="var(--foreground)"
              strokeDasharray="4 4"
              label={{ value: `Limit ${formatCount(limit)}`, position: "insideTopLeft", fill: "currentColor" }}
            />
          )}
          {hardLimit !== null && hardLimit !== limit && (
            <ReferenceLine
              y={hardLimit}
              stroke="var(--destructive)"
              label={{
                value: `Stops at ${formatCount(hardLimit)}`,
                position: "insideBottomLeft",
                fill: "currentColor",
              }}
            />
          )}
          <Area
            dataKey="used"
            type={stepped ? "stepAfter" : "linear"}
            stroke="var(--chart-1)"
            strokeWidth={2}
            fill="var(--chart-1)"
            fillOpacity={0.12}
            // A single day has no line to show.
            dot={days === 1 ? { r: 4, fill: "var(--chart-1)" } : false}
            isAnimationActive={false}
          />
          {projected !== null && (
            <Line
              dataKey="projected"
              type="linear"
              connectNulls
              stroke="var(--chart-1)"
              strokeWidth={2}
              strokeDasharray="2 5"
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumFractionDigits: 1 });

type ReadingProps = { active?: boolean; label?: string | number; payload?: readonly { value?: unknown }[] };

function Reading({ active, label, payload }: ReadingProps) {
  const value = payload?.[0]?.value;
  if (!active || typeof value !== "number") return null;
  return (
    <div className="rounded-sm border bg-popover px-2.5 py-1.5 text-popover-foreground text-xs shadow-float">
      <p className="text-muted-foreground">{dayLabel(String(label))}</p>
      <p className="font-medium tabular-nums">{formatCount(value)}</p>
    </div>
  );
}
