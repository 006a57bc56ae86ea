import { Inbox, SearchX } from "lucide-react";
import Link from "@/components/navigation/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Stat, StatGrid } from "@/components/ui/stat";
import type { EventLogFilter, EventLogStats, LoggedEvent } from "@/lib/billing";
import { formatCount, formatPercent } from "@/lib/numbers";
import { formatDuration } from "../format-duration";
import { Paging } from "../paging";
import { EventLogFilters } from "./event-log-filters";
import { EventLogTable } from "./event-log-table";

type EventLogViewProps = {
  filter: EventLogFilter;
  rows: readonly LoggedEvent[];
  next: string | undefined;
  stats: EventLogStats;
  types: readonly string[];
  now: Date;
};

export function EventLogView({ filter, rows, next, stats, types, now }: EventLogViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Stripe events"
        description="Every event from Stripe, stored before it is processed. Figures cover the last 7 days."
      />
      <StatGrid>
        <Stat label="Received" value={stats.received} hint={fetchedHint(stats.fetched)} />
        <Stat
          label="Waiting"
          value={stats.waiting}
          hint={stats.waiting === 0 ? "All events are processed" : "Not processed yet"}
        />
        <Stat
          label="Success rate"
          value={stats.successRate === null ? "n/a" : formatPercent(stats.successRate)}
          hint="Of events older than a minute"
        />
        <Stat
          label="Processing time"
          value={stats.p50 === null ? "n/a" : formatDuration(stats.p50)}
          hint={stats.p95 === null ? "Median" : `Median; 95% within ${formatDuration(stats.p95)}`}
        />
      </StatGrid>
      <EventLogFilters filter={filter} types={types} />
      {rows.length === 0 ? <NoEvents filter={filter} /> : <EventLogTable rows={rows} now={now} />}
      <Paging path="/admin/stripe-events" filter={filter} next={next} />
    </div>
  );
}

const fetchedHint = (fetched: number) =>
  fetched === 0 ? "All delivered by Stripe" : `${formatCount(fetched, "event")} fetched by reconciliation`;

function NoEvents({ filter }: { filter: EventLogFilter }) {
  if (Object.values(filter).every((value) => value === undefined)) {
    return (
      <EmptyState
        icon={Inbox}
        title="No events yet"
        description="Events appear here after the first purchase. If none arrive, register the webhook with npm run stripe:sync."
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title="No events match these filters"
      description="Try a wider date range or another customer."
      action={
        <Button asChild variant="outline">
          <Link href="/admin/stripe-events">Show all</Link>
        </Button>
      }
    />
  );
}
