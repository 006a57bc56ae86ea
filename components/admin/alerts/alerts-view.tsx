import { BellOff, CircleCheck, SearchX } from "lucide-react";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { AlertEntry, AlertFilter, AlertMute, ShownThreshold } from "@/lib/alerts";
import { Paging } from "../paging";
import { Panel } from "../panel";
import { StateTabs } from "../state-tabs";
import { AlertFilters } from "./alert-filters";
import { AlertItems } from "./alert-items";
import { MuteList } from "./mute-list";
import { NewMute } from "./new-mute";
import { ThresholdForm } from "./threshold-form";

type AlertsViewProps = {
  filter: AlertFilter;
  rows: readonly AlertEntry[];
  next: string | undefined;
  counts: { open: number; acknowledged: number };
  mutes: readonly AlertMute[];
  thresholds: readonly ShownThreshold[];
  now: Date;
};

export function AlertsView({ filter, rows, next, counts, mutes, thresholds, now }: AlertsViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Alerts"
        description="What needs attention. Alerts resolve on their own once the cause is gone."
        actions={<NewMute />}
      />
      <div className="grid gap-4">
        <StateTabs
          current={filter.state}
          tabs={states.map(([state, label]) => ({
            state,
            label,
            href: pathOf({ ...filter, state, after: undefined }),
            count: state === "open" || state === "acknowledged" ? counts[state] : undefined,
          }))}
        />
        <AlertFilters filter={filter} />
      </div>
      {rows.length === 0 ? (
        <NoAlerts filter={filter} />
      ) : (
        <AlertItems rows={rows} states={filter.state === "all"} now={now} />
      )}
      <Paging path="/admin/alerts" filter={filter} next={next} />
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Panel title="Thresholds" description="When an alert is raised. Changes take effect at the next check.">
          <ul className="divide-y">
            {thresholds.map((threshold) => (
              // A new value needs a new field, because a field reads its default only once.
              <li key={`${threshold.name}:${threshold.value}`} className="py-4 first:pt-0 last:pb-0">
                <ThresholdForm threshold={threshold} />
              </li>
            ))}
          </ul>
        </Panel>
        <Panel title="Muted" description="Muted alerts are still listed but don't notify anyone.">
          {mutes.length === 0 ? (
            <p className="flex items-center gap-2 text-muted-foreground text-sm">
              <BellOff className="size-4" aria-hidden />
              Nothing is muted.
            </p>
          ) : (
            <MuteList mutes={mutes} />
          )}
        </Panel>
      </div>
    </div>
  );
}

const states = [
  ["open", "Open"],
  ["acknowledged", "Acknowledged"],
  ["resolved", "Resolved"],
  ["all", "All"],
] as const;

function pathOf(filter: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `/admin/alerts?${new URLSearchParams(given)}`;
}

function NoAlerts({ filter }: { filter: AlertFilter }) {
  if (filter.kind || filter.organization || filter.after) {
    return (
      <EmptyState
        icon={SearchX}
        title="No alerts match these filters"
        description="Try another state, kind or organization."
        action={
          <Button asChild variant="outline">
            <Link href="/admin/alerts?state=all">Show all</Link>
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={CircleCheck}
      title={filter.state === "open" ? "All clear" : "No alerts here"}
      description="Failed payments, cancellations, exceeded limits, mismatches with Stripe and failed jobs appear here and are emailed to platform admins."
    />
  );
}
