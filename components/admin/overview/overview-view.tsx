import { relativeTime } from "@/components/shell/relative-time";
import { PageHeader } from "@/components/ui/page-header";
import type { AdminOverview } from "@/lib/admin";
import type { Catalog } from "@/lib/catalog";
import { formatMoney } from "@/lib/money";
import { Panel } from "../panel";
import { planName } from "../plan-name";
import { ShortList } from "../short-list";
import { daysUntil, monthLabel } from "../words";
import { AlertList } from "./alert-list";
import { Kpis } from "./kpis";
import { MovementList } from "./movement-list";
import { MrrChart } from "./mrr-chart";

export function OverviewView({ overview, catalog }: { overview: AdminOverview; catalog: Catalog }) {
  const { now, revenue, signUps, ending, alerts } = overview;
  const currency = revenue.revenue[0]?.currency ?? catalog.currency;
  const points = revenue.series.filter((point) => point.currency === currency);
  return (
    <div className="grid gap-6">
      <PageHeader title="Overview" description="Every number is a sum over movements of monthly recurring revenue." />
      <Kpis revenue={revenue} productCurrency={catalog.currency} />
      <div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
        <div className="grid gap-6">
          <Panel title="MRR" description="At the end of each month; the present one up to now.">
            <MrrChart currency={currency} points={points} label={chartWords(points, currency)} />
          </Panel>
          <Panel title="Recent sign-ups">
            <ShortList
              organizations={signUps}
              note={({ planKey, createdAt }) => `${planName(planKey)} · signed up ${relativeTime(createdAt, now)}`}
              empty="Nobody has signed up yet."
            />
          </Panel>
        </div>
        <div className="grid gap-6">
          <Panel title="Alerts">
            <AlertList alerts={alerts} now={now} />
          </Panel>
          <Panel title="Recent movements">
            <MovementList movements={revenue.latest} now={now} planName={planName} />
          </Panel>
          <Panel title="Trials ending soon" description="Within seven days.">
            <ShortList
              organizations={ending}
              note={({ planKey, trialEndsAt }) => `${planName(planKey)} · ${daysLeft(daysUntil(trialEndsAt, now))}`}
              empty="No trial ends within seven days."
            />
          </Panel>
        </div>
      </div>
    </div>
  );
}

const daysLeft = (days: number) => (days === 1 ? "1 day left" : `${days} days left`);

const chartWords = (points: readonly { month: string; mrr: number }[], currency: string) =>
  `MRR by month: ${points.map(({ month, mrr }) => `${monthLabel(month)} ${formatMoney({ amount: mrr, currency })}`).join(", ")}`;
