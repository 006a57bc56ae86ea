import { ChartFrame } from "@/components/charts/chart-frame";
import { Funnel } from "@/components/charts/funnel";
import Link from "@/components/navigation/link";
import type { FunnelStage, MetricFilter } from "@/lib/metrics/page/types";
import { sectionHref } from "../analytics/paths";
import { funnelStep } from "../metrics/funnel-step";

type TrialFunnelProps = { stages: readonly FunnelStage[]; filter: MetricFilter; className?: string };

/** From sign-up to payment. */
export function TrialFunnel({ stages, filter, className }: TrialFunnelProps) {
  return (
    <ChartFrame
      id="funnel"
      title="Trial funnel"
      hint="How far organizations that signed up in the last 90 days have come. Below each step: its share of the previous step, and the median time it took."
      description="Signed up in the last 90 days"
      actions={
        <Link
          href={sectionHref("funnel", filter)}
          className="text-muted-foreground text-xs underline-offset-4 hover:text-foreground hover:underline"
        >
          Whole funnel
        </Link>
      }
      className={className}
      empty={stages.every(({ count }) => count === 0) && "Sign-ups of the last 90 days appear here."}
    >
      <Funnel label="Trial funnel" steps={stages.filter(({ key }) => key !== "visit").map(funnelStep)} />
    </ChartFrame>
  );
}
