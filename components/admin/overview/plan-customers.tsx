import { BarList } from "@/components/charts/bar-list";
import { ChartFrame } from "@/components/charts/chart-frame";
import Link from "@/components/navigation/link";
import type { MetricFilter, OverviewMetrics } from "@/lib/metrics/page/types";
import { formatRounded } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import { sectionHref } from "../analytics/paths";
import { seriesColor } from "../metrics/movement-colors";

type PlanCustomersProps = { metrics: OverviewMetrics; filter: MetricFilter; className?: string };

/** Active subscriptions by plan, with their MRR. */
export function PlanCustomers({ metrics: { activeByPlan, currency }, filter, className }: PlanCustomersProps) {
  return (
    <ChartFrame
      id="plans"
      title="Active subscriptions"
      hint="Organizations with MRR by plan, and how much MRR they bring in."
      actions={
        <Link
          href={sectionHref("plans", filter)}
          className="text-muted-foreground text-xs underline-offset-4 hover:text-foreground hover:underline"
        >
          Plans and segments
        </Link>
      }
      className={className}
      empty={activeByPlan.every(({ customers }) => customers === 0) && "Paying organizations appear here by plan."}
    >
      <BarList
        label="Active subscriptions by plan"
        entries={activeByPlan.map(({ key, label, customers, mrr }, index) => ({
          key,
          label,
          value: mrr,
          text: formatRounded({ amount: mrr, currency }),
          note: formatCount(customers, "organization"),
          color: seriesColor(index),
          href: sectionHref("plans", { ...filter, segment: { dimension: "plan", value: key } }),
        }))}
      />
    </ChartFrame>
  );
}
