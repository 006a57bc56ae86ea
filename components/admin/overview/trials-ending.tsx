import { ChartFrame } from "@/components/charts/chart-frame";
import { DayStrip } from "@/components/charts/day-strip";
import Link from "@/components/navigation/link";
import type { ListedOrganization } from "@/lib/admin";
import { formatCount } from "@/lib/numbers";
import { stripDays, trialDays } from "./trial-days";

const listHref = "/admin/organizations?status=trialing";

/** Whose trial ends on each of the next 14 days. */
export function TrialsEnding({
  trials,
  now,
  className,
}: {
  trials: readonly ListedOrganization[];
  now: Date;
  className?: string;
}) {
  const days = trialDays(trials, now);
  const count = days.reduce((sum, { entries }) => sum + entries.length, 0);
  return (
    <ChartFrame
      id="trials-ending"
      title="Trials ending"
      description={`${formatCount(count, "trial")} within ${stripDays} days (UTC)`}
      actions={
        <Link
          href={listHref}
          className="text-muted-foreground text-xs underline-offset-4 hover:text-foreground hover:underline"
        >
          All trials
        </Link>
      }
      className={className}
      empty={count === 0 && `No trials end within ${stripDays} days.`}
    >
      <DayStrip label="Trials ending by day" days={days} more={() => listHref} />
    </ChartFrame>
  );
}
