import type { ReactNode } from "react";
import { RollingFigure } from "@/components/ui/rolling-figure";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/numbers";
import { meterGeometry } from "./geometry/meter";

export type MeterState = "ok" | "warning" | "critical" | "grace" | "stopped";

export type MeterProps = {
  name: string;
  used: number;
  limit: number | "unlimited";
  /** The unit in the plural: "work orders". */
  unit?: string;
  /** Colors the bar. */
  state: MeterState;
  /** Where something happens, as ratios of the limit, drawn on the bar: 0.8, 0.9, 1.1. */
  thresholds?: readonly number[];
  /** A line below, such as when it resets or what to do. */
  hint?: ReactNode;
  className?: string;
};

/** Ink while all is well; the signal color is for what needs an answer now. */
const fills: Record<MeterState, string> = {
  ok: "fill-foreground",
  warning: "fill-warning",
  critical: "fill-signal",
  grace: "fill-signal",
  stopped: "fill-signal",
};

/** How much of a limit is used, as numbers and as a bar. What is beyond the limit has the signal color, and a line marks 100%. */
export function Meter({ name, used, limit, unit, state, thresholds, hint, className }: MeterProps) {
  return (
    <div data-slot="meter-bar" data-state={state} className={cn("grid gap-1.5", className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
        <span className="font-medium">{name}</span>
        <span className="text-right text-muted-foreground">
          <RollingFigure text={formatNumber(used)} className="font-medium text-foreground" />
          {limit !== "unlimited" && (
            <>
              {" of "}
              <span className="figures">{formatNumber(limit)}</span>
            </>
          )}
          {unit && ` ${unit}`}
          {limit === "unlimited" && ", unlimited"}
        </span>
      </div>
      {limit !== "unlimited" && <Bar {...{ name, used, limit, thresholds, fill: fills[state] }} />}
      {hint && <p className="text-muted-foreground text-xs">{hint}</p>}
    </div>
  );
}

type BarProps = {
  name: string;
  used: number;
  limit: number;
  thresholds?: readonly number[] | undefined;
  fill: string;
};

function Bar({ name, used, limit, thresholds, fill }: BarProps) {
  const { within, beyond, end, marks } = meterGeometry(used, limit, thresholds);
  return (
    <div className="relative">
      <meter className="sr-only" aria-label={name} min={0} max={limit} value={Math.min(used, limit)}>
        {`${formatNumber(used)} of ${formatNumber(limit)}`}
      </meter>
      <svg width="100%" height="10" aria-hidden="true" className="block" overflow="visible">
        <rect y="2" width="100%" height="6" rx="1.5" className="fill-secondary" />
        {within > 0 && (
          <rect y="2" width={`${within}%`} height="6" rx="1.5" className={cn("transition-[width]", fill)} />
        )}
        {beyond > 0 && <rect x={`${end}%`} y="0" width={`${beyond}%`} height="10" rx="1.5" className="fill-signal" />}
        {marks.map((x) => (
          <line key={x} x1={`${x}%`} x2={`${x}%`} y1="0" y2="10" className="stroke-muted-foreground" strokeWidth="1" />
        ))}
        {beyond > 0 && <rect x={`${end}%`} y="-2" width="2" height="14" className="fill-foreground" />}
      </svg>
    </div>
  );
}
