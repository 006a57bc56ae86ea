"use client";

import * as ProgressPrimitive from "radix-ui/progress";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

/** Needs an `aria-label`. `value` is from 0 to 100; omit it while progress is unknown. */
export function Progress({ className, value, ...props }: ComponentProps<typeof ProgressPrimitive.Root>) {
  return (
    <ProgressPrimitive.Root
      data-slot="progress"
      value={value}
      className={cn("relative h-1.5 w-full overflow-hidden rounded-full bg-secondary", className)}
      {...props}
    >
      <ProgressPrimitive.Indicator
        className="size-full origin-left rounded-full bg-foreground transition-transform data-[state=indeterminate]:animate-pulse"
        style={{ transform: `scaleX(${(value ?? 100) / 100})` }}
      />
    </ProgressPrimitive.Root>
  );
}
