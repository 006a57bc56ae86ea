import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { formatNumber } from "@/lib/numbers";

export type MeterState = "ok" | "warning" | "critical" | "grace" | "stopped";

export type MeterBarProps = {
  name: string;
  used: number;
  limit: number | "unlimited";
  /** The unit in the plural: "work orders". */
  unit?: string;
  /** Colors the bar. */
  state: MeterState;
  /** A line below, such as when it resets or what to do. */
  hint?: ReactNode;
  className?: string;
};

const fills: Record<MeterState, string> = {
  ok: "bg-primary",
  warning: "bg-warning",
  critical: "bg-warning",
  grace: "bg-destructive",
  stopped: "bg-destructive",
};

/** How much of a limit is used, as numbers and as a bar. Beyond the limit a line marks 100%. */
export function MeterBar({ name, used, limit, unit, state, hint, className }: MeterBarProps) {
  const share = shareUsed(used, limit);
  return (
    <div data-slot="meter-bar" data-state={state} className={cn("grid gap-1.5", className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-3 text-sm">
        <span className="font-medium">{name}</span>
        <span className="text-right text-muted-foreground tabular-nums">
          <span className="font-medium text-foreground">{formatNumber(used)}</span>
          {limit !== "unlimited" && ` of ${formatNumber(limit)}`}
          {unit && ` ${unit}`}
          {limit === "unlimited" && ", unlimited"}
        </span>
      </div>
      {limit !== "unlimited" && <Bar name={name} used={used} limit={limit} share={share} fill={fills[state]} />}
      {hint && <p className="text-muted-foreground text-xs">{hint}</p>}
    </div>
  );
}

function Bar({
  name,
  used,
  limit,
  share,
  fill,
}: {
  name: string;
  used: number;
  limit: number;
  share: number;
  fill: string;
}) {
  const scale = Math.max(1, share);
  return (
    <div className="relative h-1.5 overflow-hidden rounded-full bg-secondary">
      <meter className="sr-only" aria-label={name} min={0} max={limit} value={Math.min(used, limit)}>
        {`${formatNumber(used)} of ${formatNumber(limit)}`}
      </meter>
      <div className={cn("h-full rounded-full", fill)} style={{ width: `${(share / scale) * 100}%` }} />
      {share > 1 && <div className="absolute inset-y-0 w-0.5 bg-card" style={{ left: `${100 / scale}%` }} />}
    </div>
  );
}

function shareUsed(used: number, limit: number | "unlimited"): number {
  if (limit === "unlimited") return 0;
  if (limit === 0) return used > 0 ? 1 : 0;
  return used / limit;
}
