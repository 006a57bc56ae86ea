import { PageHeader } from "@/components/ui/page-header";
import type { ActivityKind, AdminOverview } from "@/lib/admin";
import { daysUntil } from "@/lib/durations";
import type { MetricFilter, MetricReading, Range, SegmentOptions } from "@/lib/metrics/page/types";
import { formatCount } from "@/lib/numbers";
import { overviewHref } from "../analytics/paths";
import { SegmentPicker } from "../analytics/segment-picker";
import { BasisNote, BasisWarnings, CurrencyPicker } from "../metrics/basis-note";
import { MetricTiles } from "../metrics/metric-tiles";
import { MonthLedger } from "../metrics/month-ledger";
import { RetentionChart } from "../metrics/retention-chart";
import { planName } from "../plan-name";
import { replicaNote } from "../replica-text";
import { ActivityFeed } from "./activity-feed";
import { GaugeTotals } from "./gauge-totals";
import { MrrPanel } from "./mrr/mrr-panel";
import { OpenAlerts } from "./open-alerts";
import { OrganizationList } from "./organization-list";
import { PlanCustomers } from "./plan-customers";
import { TrialFunnel } from "./trial-funnel";
import { TrialsEnding } from "./trials-ending";

type OverviewViewProps = {
  overview: AdminOverview;
  options: SegmentOptions;
  filter: MetricFilter;
  activityKind: ActivityKind | null;
};

/** The page `/admin`: one number and its movements, then everything behind it. */
export function OverviewView({ overview, options, filter, activityKind }: OverviewViewProps) {
  const { now, metrics, signUps, ending, alerts, activity } = overview;
  const { range, currency } = metrics;
  return (
    <div className="grid gap-5">
      <PageHeader
        title="Overview"
        description={replicaNote(overview.replicaAsOf, overview.wall)}
        actions={
          <>
            <SegmentPicker options={options} />
            <CurrencyPicker
              basis={metrics}
              current={filter.currency ?? null}
              href={(chosen) => overviewHref(range, { ...filter, currency: chosen })}
            />
          </>
        }
      />
      <BasisWarnings basis={metrics} />
      <MrrPanel metrics={metrics} filter={filter} />
      <MetricTiles
        label="Key figures"
        filter={filter}
        readings={metrics.tiles.filter(({ slug }) => slug !== "mrr")}
        currency={currency}
        compared={compared[range]}
      />
      {metrics.segment ? (
        <MonthLedger waterfall={metrics.waterfall} currency={currency} filter={filter} />
      ) : (
        <div className="grid gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <MonthLedger waterfall={metrics.waterfall} currency={currency} filter={filter} />
          <div className="grid content-start gap-5">
            <PlanCustomers metrics={metrics} filter={filter} />
            <GaugeTotals gauges={metrics.gauges} />
          </div>
        </div>
      )}
      <div className="grid gap-5 lg:grid-cols-2">
        <RetentionChart chart="retention" months={metrics.retention} filter={filter} asOf={metrics.asOf} />
        <RetentionChart chart="churn-rates" months={metrics.retention} filter={filter} asOf={metrics.asOf} />
      </div>
      {metrics.segment && (
        <p className="border-t pt-4 text-muted-foreground text-xs">
          Trials ending, activity, alerts and recent sign-ups always cover all organizations.
        </p>
      )}
      <TrialsEnding trials={ending} now={now} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <ActivityFeed
          activities={activity}
          kind={activityKind}
          now={now}
          href={(kind) => overviewHref(range, filter, kind)}
        />
        <div className="grid gap-5">
          <OpenAlerts alerts={alerts} now={now} />
          <TrialFunnel stages={metrics.funnel} filter={filter} />
          <section
            aria-labelledby="sign-ups-title"
            className="rounded-lg border bg-card px-5 py-4 shadow-raised max-sm:px-4"
          >
            <h2 id="sign-ups-title" className="pb-2 font-semibold text-sm">
              Recent sign-ups
            </h2>
            <OrganizationList
              organizations={signUps}
              note={({ planKey, status, trialEndsAt }) =>
                status === "trialing"
                  ? `${planName(planKey)} · ${formatCount(daysUntil(trialEndsAt, now), "day")} left`
                  : planName(planKey)
              }
              empty="No sign-ups yet. New organizations appear here."
            />
          </section>
        </div>
      </div>
      <BasisNote basis={metrics} />
    </div>
  );
}

const compared: Record<Range, Record<MetricReading["type"], string>> = {
  "30d": { balance: "vs 30 days ago", activity: "vs prior 30 days" },
  "90d": { balance: "vs 90 days ago", activity: "vs prior 90 days" },
  "12m": { balance: "vs 12 months ago", activity: "vs prior 12 months" },
  all: { balance: "since the start", activity: "vs the period before" },
};
