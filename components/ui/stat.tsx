import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type StatProps = {
  label: ReactNode;
  value: ReactNode;
  /** The change, formatted: "+4.2%". */
  delta?: ReactNode;
  trend?: "up" | "down" | "flat";
  /** The direction that is good; for churn it is down. */
  goodTrend?: "up" | "down";
  hint?: ReactNode;
  className?: string;
};

const arrows = { up: ArrowUpRight, down: ArrowDownRight, flat: ArrowRight };

/** A number with its label, in a `StatGrid` or in a card. */
export function Stat({ label, value, delta, trend = "flat", goodTrend = "up", hint, className }: StatProps) {
  const Arrow = arrows[trend];
  return (
    <div data-slot="stat" className={cn("grid content-start gap-1 p-5 max-sm:p-4", className)}>
      <div className="text-muted-foreground text-sm">{label}</div>
      <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-0.5">
        <span className="figures-lead text-2xl max-sm:text-xl">{value}</span>
        {delta && (
          <span
            className={cn("inline-flex items-center gap-0.5 font-medium text-xs tabular-nums", tone(trend, goodTrend))}
          >
            <Arrow className="size-3.5" aria-hidden />
            {delta}
          </span>
        )}
      </div>
      {hint && <div className="text-muted-foreground text-xs">{hint}</div>}
    </div>
  );
}

function tone(trend: "up" | "down" | "flat", good: "up" | "down"): string {
  if (trend === "flat") return "text-muted-foreground";
  return trend === good ? "text-success-ink" : "text-destructive-ink";
}

/** Stats side by side, divided by thin lines. */
export function StatGrid({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div
      data-slot="stat-grid"
      className={cn(
        // Each stat draws its right and bottom line, and the frame hides the outermost ones, so any number of stats fits.
        "grid grid-cols-[repeat(auto-fit,minmax(min(100%,11rem),1fr))] overflow-hidden max-sm:grid-cols-2 rounded-lg border bg-card shadow-raised *:-mr-px *:-mb-px *:border-r *:border-b",
        className,
      )}
    >
      {children}
    </div>
  );
}
