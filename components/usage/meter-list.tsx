import { Meter } from "@/components/charts/meter";
import Link from "@/components/navigation/link";
import { cn } from "@/lib/cn";
import type { MeterUsage } from "@/lib/usage";
import { barState, nextUp, percentUsed, suggestsUpgrade } from "./words";

type MeterListProps = {
  meters: readonly MeterUsage[];
  /** Shows what happens next under each bar. The upgrade link shows in any case. */
  hints?: boolean;
  className?: string;
};

/** The usage meters in short, without those the plan does not include. */
export function MeterList({ meters, hints = true, className }: MeterListProps) {
  return (
    <ul data-slot="meter-list" className={cn("grid gap-4", className)}>
      {meters
        .filter(({ state }) => state !== "not_included")
        .map((meter) => (
          <li key={meter.key}>
            <Meter
              name={meter.name}
              used={meter.used}
              limit={meter.limit}
              unit={isMeasure(meter) ? meter.unit.other : undefined}
              state={barState(meter)}
              hint={hintOf(meter, hints)}
            />
          </li>
        ))}
    </ul>
  );
}

/** "10 GB" needs its unit; "25 users" under the name Users does not. */
const isMeasure = ({ unit }: MeterUsage) => unit.one === unit.other;

function hintOf(meter: MeterUsage, hints: boolean) {
  const next = hints ? nextUp(meter) : "";
  if (!suggestsUpgrade(meter)) return next || undefined;
  return (
    <>
      {percentUsed(meter.part)} used.{" "}
      <Link href="/billing" className="font-medium text-brand underline-offset-4 hover:underline">
        Upgrade
      </Link>
      {next && ` · ${next}`}
    </>
  );
}
