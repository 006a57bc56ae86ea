import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

type ProgressProps = ComponentProps<"div"> & { value?: number | null };

/** Needs an `aria-label`. `value` is from 0 to 100; omit it while progress is unknown. */
export function Progress({ className, value, ...props }: ProgressProps) {
  const known = typeof value === "number";
  return (
    <div
      role="progressbar"
      data-slot="progress"
      aria-valuemin={0}
      aria-valuemax={100}
      {...(known ? { "aria-valuenow": value, "aria-valuetext": `${Math.round(value)}%` } : {})}
      className={cn("relative h-1.5 w-full overflow-hidden rounded-full bg-secondary", className)}
      {...props}
    >
      <div
        className={cn(
          "size-full origin-left rounded-full bg-foreground transition-transform",
          !known && "animate-pulse",
        )}
        style={{ transform: `scaleX(${(value ?? 100) / 100})` }}
      />
    </div>
  );
}
