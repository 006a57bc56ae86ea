"use client";

import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatPrice } from "@/lib/money";
import { formatMonthKey } from "./format-month-key";

type MrrChartProps = {
  currency: string;
  points: readonly { month: string; mrr: number }[];
  /** For screen readers, which get no chart. */
  label: string;
};

const initialDimension = { width: 640, height: 240 };
const margin = { top: 8, right: 8, bottom: 0, left: 0 };

/** MRR at the end of each month; this month to date. */
export function MrrChart({ currency, points, label }: MrrChartProps) {
  const money = (amount: number) => formatPrice({ amount, currency });
  return (
    <div role="img" aria-label={label} className="contain-inline-size h-60 w-full text-muted-foreground text-xs">
      <ResponsiveContainer width="100%" height="100%" initialDimension={initialDimension}>
        <AreaChart data={[...points]} margin={margin} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis
            dataKey="month"
            tickFormatter={formatMonthKey}
            tickLine={false}
            axisLine={{ stroke: "var(--border)" }}
            minTickGap={24}
            tick={{ fill: "currentColor" }}
            tickMargin={8}
          />
          <YAxis width={64} tickFormatter={money} tickLine={false} axisLine={false} tick={{ fill: "currentColor" }} />
          <Tooltip content={(props) => <ChartTooltip {...props} money={money} />} isAnimationActive={false} />
          <Area
            dataKey="mrr"
            type="linear"
            stroke="var(--chart-1)"
            strokeWidth={2}
            fill="var(--chart-1)"
            fillOpacity={0.12}
            isAnimationActive={false}
          />
        </AreaChart>
      </ResponsiveContainer>
    </div>
  );
}

type ChartTooltipProps = {
  active?: boolean;
  label?: string | number;
  payload?: readonly { value?: unknown }[];
  money: (amount: number) => string;
};

function ChartTooltip({ active, label, payload, money }: ChartTooltipProps) {
  const value = payload?.[0]?.value;
  if (!active || typeof value !== "number") return null;
  return (
    <div className="rounded-sm border bg-popover px-2.5 py-1.5 text-popover-foreground text-xs shadow-float">
      <p className="text-muted-foreground">{formatMonthKey(String(label))}</p>
      <p className="font-medium tabular-nums">{money(value)}</p>
    </div>
  );
}
