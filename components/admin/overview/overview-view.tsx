import { relativeTime } from "@/components/shell/relative-time";
import { PageHeader } from "@/components/ui/page-header";
import type { AdminOverview } from "@/lib/admin";
import type { Catalog } from "@/lib/catalog";
import { daysUntil } from "@/lib/durations";
import { formatMoney } from "@/lib/money";
import { formatCount } from "@/lib/numbers";
import { Panel } from "../panel";
import { planName } from "../plan-name";
import { AlertList } from "./alert-list";
import { formatMonthKey } from "./format-month-key";
import { Kpis } from "./kpis";
import { MovementList } from "./movement-list";
import { MrrChart } from "./mrr-chart";
import { OrganizationList } from "./organization-list";

export function OverviewView({ overview, catalog }: { overview: AdminOverview; catalog: Catalog }) {
  const { now, revenue, signUps, ending, alerts } = overview;
  const currency = revenue.revenue[0]?.currency ?? catalog.currency;
  const points = revenue.series.filter((point) => point.currency === currency);
  return (
    <div className="grid gap-6">
      <PageHeader title="Overview" />
      <Kpis revenue={revenue} productCurrency={catalog.currency} />
      <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <div className="grid gap-6">
          <Panel title="MRR" description="At the end of each month; this month to date.">
            <MrrChart currency={currency} points={points} label={chartLabel(points, currency)} />
          </Panel>
          <Panel title="Recent sign-ups">
            <OrganizationList
              organizations={signUps}
              note={({ planKey, createdAt }) => `${planName(planKey)} · signed up ${relativeTime(createdAt, now)}`}
              empty="No sign-ups yet. New organizations appear here."
            />
          </Panel>
        </div>
        <div className="grid gap-6">
          <Panel title="Alerts">
            <AlertList alerts={alerts} now={now} />
          </Panel>
          <Panel title="Recent movements">
            <MovementList movements={revenue.latest} now={now} />
          </Panel>
          <Panel title="Trials ending soon" description="Within 7 days.">
            <OrganizationList
              organizations={ending}
              note={({ planKey, trialEndsAt }) =>
                `${planName(planKey)} · ${formatCount(daysUntil(trialEndsAt, now), "day")} left`
              }
              empty="No trials end within 7 days."
            />
          </Panel>
        </div>
      </div>
    </div>
  );
}

const chartLabel = (points: readonly { month: string; mrr: number }[], currency: string) =>
  `MRR by month: ${points.map(({ month, mrr }) => `${formatMonthKey(month)} ${formatMoney({ amount: mrr, currency })}`).join(", ")}`;
