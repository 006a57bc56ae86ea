import { MeterBar } from "@/components/ui/meter-bar";
import { cn } from "@/lib/cn";
import type { MeterUsage } from "@/lib/usage";
import { barState, nextUp } from "./words";

type MeterListProps = {
  meters: readonly MeterUsage[];
  /** Shows what happens next under each bar. */
  hints?: boolean;
  className?: string;
};

/** The usage meters in short, for the dashboard and the billing page. What the plan does not include is left out. */
export function MeterList({ meters, hints = true, className }: MeterListProps) {
  return (
    <ul data-slot="meter-list" className={cn("grid gap-4", className)}>
      {meters
        .filter(({ state }) => state !== "not_included")
        .map((meter) => (
          <li key={meter.key}>
            <MeterBar
              name={meter.name}
              used={meter.used}
              limit={meter.limit}
              state={barState(meter)}
              hint={hints ? nextUp(meter) || undefined : undefined}
            />
          </li>
        ))}
    </ul>
  );
}
