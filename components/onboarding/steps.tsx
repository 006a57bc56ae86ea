import { Check } from "lucide-react";
import { cn } from "@/lib/cn";

/** Onboarding progress. `current` counts from 1. */
export function Steps({ titles, current }: { titles: readonly string[]; current: number }) {
  return (
    <ol aria-label="Progress" className="flex items-center gap-3 text-sm">
      {titles.map((title, index) => {
        const number = index + 1;
        const done = number < current;
        const here = number === current;
        return (
          <li key={title} aria-current={here ? "step" : undefined} className="flex min-w-0 items-center gap-2.5">
            {index > 0 && <span aria-hidden className="h-px w-6 shrink-0 bg-border sm:w-12" />}
            <span
              aria-hidden
              className={cn(
                "flex size-6 shrink-0 items-center justify-center rounded-full border font-medium text-xs tabular-nums",
                here && "border-primary bg-primary text-primary-foreground",
                done && "border-primary text-brand",
                !here && !done && "text-muted-foreground",
              )}
            >
              {done ? <Check className="size-3.5" /> : number}
            </span>
            <span className={cn("truncate", here ? "font-medium" : "text-muted-foreground max-sm:sr-only")}>
              {title}
              {done && <span className="sr-only"> (done)</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
