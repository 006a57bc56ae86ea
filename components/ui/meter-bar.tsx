import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export type MeterState = "ok" | "call" | "email" | "grace" | "stopped";

export type MeterBarProps = {
  name: string;
  used: number;
  limit: number | "unlimited";
  /** Of what, in the plural: "work orders". */
  unit?: string;
  /** Colors the bar. */
  state: MeterState;
  /** A line below: when it resets, what to do. */
  hint?: ReactNode;
  className?: string;
};

const fills: Record<MeterState, string> = {
  ok: "bg-primary",
  call: "bg-warning",
  email: "bg-warning",
  grace: "bg-destructive",
  stopped: "bg-destructive",
};

const number = new Intl.NumberFormat("en-US");

/** How much of a limit is used, in figures and as a bar. The hundred-percent mark shows when use runs beyond it. */
export function MeterBar({ name, used, limit, unit, state, hint, className }: MeterBarProps) {
  const part = partUsed(used, limit);
  return (
    <div data-slot="meter-bar" data-state={state} className={cn("grid gap-1.5", className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
        <span className="font-medium">{name}</span>
        <span className="text-right text-muted-foreground tabular-nums">
          <span className="font-medium text-foreground">{number.format(used)}</span>
          {limit !== "unlimited" && ` of ${number.format(limit)}`}
          {unit && ` ${unit}`}
          {limit === "unlimited" && ", unlimited"}
        </span>
      </div>
      {limit !== "unlimited" && <Bar name={name} used={used} limit={limit} part={part} fill={fills[state]} />}
      {hint && <p className="text-muted-foreground text-xs">{hint}</p>}
    </div>
  );
}

function Bar({
  name,
  used,
  limit,
  part,
  fill,
}: {
  name: string;
  used: number;
  limit: number;
  part: number;
  fill: string;
}) {
  const scale = Math.max(1, part);
  return (
    <div className="relative h-1.5 overflow-hidden rounded-full bg-secondary">
      <meter className="sr-only" aria-label={name} min={0} max={limit} value={Math.min(used, limit)}>
        {`${number.format(used)} of ${number.format(limit)}`}
      </meter>
      <div className={cn("h-full rounded-full", fill)} style={{ width: `${(part / scale) * 100}%` }} />
      {part > 1 && <div className="absolute inset-y-0 w-0.5 bg-card" style={{ left: `${100 / scale}%` }} />}
    </div>
  );
}

function partUsed(used: number, limit: number | "unlimited"): number {
  if (limit === "unlimited") return 0;
  if (limit === 0) return used > 0 ? 1 : 0;
  return used / limit;
}
