import { Inbox, SearchX } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Stat, StatGrid } from "@/components/ui/stat";
import type { EventLogFilter, EventLogStats, LoggedEvent } from "@/lib/billing";
import type { InboxActions } from "../actions";
import { Paging } from "../paging";
import { formatPercent, tookWords } from "../words";
import { InboxFilters } from "./inbox-filters";
import { InboxTable } from "./inbox-table";

type InboxViewProps = {
  filter: EventLogFilter;
  rows: readonly LoggedEvent[];
  next: string | undefined;
  stats: EventLogStats;
  types: readonly string[];
  now: Date;
  replay: InboxActions["replay"];
};

export function InboxView({ filter, rows, next, stats, types, now, replay }: InboxViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Stripe events"
        description="Every event from Stripe, stored before it is processed. Figures cover the last 7 days."
      />
      <StatGrid>
        <Stat label="Received" value={stats.received} hint={fetchedWords(stats.fetched)} />
        <Stat
          label="Waiting"
          value={stats.waiting}
          hint={stats.waiting === 0 ? "everything is handled" : "to be handled"}
        />
        <Stat
          label="Success"
          value={stats.successRate === null ? "n/a" : formatPercent(stats.successRate)}
          hint="handled, of those older than a minute"
        />
        <Stat
          label="Received → handled"
          value={stats.p50 === null ? "n/a" : tookWords(stats.p50)}
          hint={stats.p95 === null ? "median" : `median; 95 % within ${tookWords(stats.p95)}`}
        />
      </StatGrid>
      <InboxFilters filter={filter} types={types} />
      {rows.length === 0 ? <Nothing filter={filter} /> : <InboxTable rows={rows} now={now} replay={replay} />}
      <Paging path="/admin/stripe-events" filter={filter} next={next} />
    </div>
  );
}

const fetchedWords = (fetched: number) =>
  fetched === 0 ? "all delivered by Stripe" : `${fetched} fetched by the reconciliation`;

function Nothing({ filter }: { filter: EventLogFilter }) {
  if (Object.values(filter).every((value) => value === undefined)) {
    return (
      <EmptyState
        icon={Inbox}
        title="No events yet"
        description="The first purchase brings some. If it does not, register the webhook with npm run stripe:sync."
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title="No event matches"
      description="Widen the filters, or search for another customer."
      action={
        <Button asChild variant="outline">
          <Link href="/admin/stripe-events">Show all</Link>
        </Button>
      }
    />
  );
}
