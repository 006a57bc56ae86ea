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
import { formatCompact, formatNumber } from "@/lib/numbers";
import type { DayPoint } from "@/lib/usage";
import { chartTicks, dayLabel, withProjection } from "./words";

type UsageChartProps = {
  /** For screen readers. */
  label: string;
  curve: readonly DayPoint[];
  limit: number | null;
  /** The hard limit, if there is one. */
  hardLimit: number | null;
  /** Usage on the last day at the current pace; null draws no line. */
  projected: number | null;
  /** A gauge changes in steps, a counter grows. */
  stepped: boolean;
};

const initialDimension = { width: 640, height: 200 };
const margin = { top: 8, right: 4, bottom: 0, left: 0 };

/** Usage of a period against the limit. */
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
            tickFormatter={formatCompact}
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
              label={{ value: `Limit ${formatNumber(limit)}`, position: "insideTopLeft", fill: "currentColor" }}
            />
          )}
          {hardLimit !== null && hardLimit !== limit && (
            <ReferenceLine
              y={hardLimit}
              stroke="var(--destructive)"
              label={{
                value: `Hard limit ${formatNumber(hardLimit)}`,
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

type ReadingProps = { active?: boolean; label?: string | number; payload?: readonly { value?: unknown }[] };

function Reading({ active, label, payload }: ReadingProps) {
  const value = payload?.[0]?.value;
  if (!active || typeof value !== "number") return null;
  return (
    <div className="rounded-sm border bg-popover px-2.5 py-1.5 text-popover-foreground text-xs shadow-float">
      <p className="text-muted-foreground">{dayLabel(String(label))}</p>
      <p className="font-medium tabular-nums">{formatNumber(value)}</p>
    </div>
  );
}
