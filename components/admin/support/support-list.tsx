import { Inbox, SearchX } from "lucide-react";
import Form from "next/form";
import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import { formatDateTime } from "@/lib/dates";
import type { ListedRequest, SupportFilter } from "@/lib/support";
import { type SupportState, stateLabels, supportStates, topicLabels } from "@/lib/support/topics";
import { Paging } from "../paging";
import { StateTabs } from "../state-tabs";

type SupportListProps = {
  filter: SupportFilter;
  rows: readonly ListedRequest[];
  next: string | undefined;
  counts: Readonly<Record<SupportState, number>>;
  now: Date;
};

export function SupportList({ filter, rows, next, counts, now }: SupportListProps) {
  return (
    <div className="grid gap-6">
      <PageHeader title="Support requests" description="Messages from the support page, and your answers." />
      <StateTabs
        current={filter.state}
        tabs={[...supportStates, "all" as const].map((state) => ({
          state,
          label: state === "all" ? "All" : stateLabels[state],
          href: `/admin/support?${new URLSearchParams({ state, ...(filter.search ? { search: filter.search } : {}) })}`,
          count: state === "all" ? undefined : counts[state],
        }))}
      />
      <Form action="/admin/support" role="search" className="flex flex-wrap gap-3" key={JSON.stringify(filter)}>
        <input type="hidden" name="state" value={filter.state} />
        <Input
          type="search"
          name="search"
          defaultValue={filter.search}
          aria-label="Search"
          placeholder="Name, email, organization or reference"
          maxLength={200}
          className="min-w-48 flex-1"
        />
        <Button type="submit" variant="outline">
          Search
        </Button>
      </Form>
      {rows.length === 0 ? <NoRequests filter={filter} /> : <Requests rows={rows} now={now} />}
      <Paging path="/admin/support" filter={filter} next={next} />
    </div>
  );
}

function Requests({ rows, now }: Pick<SupportListProps, "rows" | "now">) {
  return (
    <ul aria-label="Requests" className="divide-y overflow-hidden rounded-lg border bg-card shadow-raised">
      {rows.map(({ id, name, email, topic, message, state, createdAt, organizationName }) => (
        <li key={id} className="relative grid gap-1 px-5 py-4 focus-within:bg-accent/50 hover:bg-accent/50">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-sm">
            <Link
              href={`/admin/support/${id}`}
              className="min-w-0 font-medium [overflow-wrap:anywhere] after:absolute after:inset-0"
            >
              {name}
            </Link>
            <time
              dateTime={createdAt.toISOString()}
              title={formatDateTime(createdAt)}
              className="text-muted-foreground text-xs"
            >
              {relativeTime(createdAt, now)}
            </time>
          </p>
          <p dir="auto" className="line-clamp-2 text-sm [overflow-wrap:anywhere]">
            {message}
          </p>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-muted-foreground text-xs [overflow-wrap:anywhere]">
            <StateBadge state={state} />
            {[topicLabels[topic], organizationName, email].filter(Boolean).join(" · ")}
          </p>
        </li>
      ))}
    </ul>
  );
}

const badges = { open: "warning", answered: "success", closed: "secondary" } as const;

export function StateBadge({ state }: { state: SupportState }) {
  return <Badge variant={badges[state]}>{stateLabels[state]}</Badge>;
}

function NoRequests({ filter }: { filter: SupportFilter }) {
  if (filter.search || filter.after) {
    return (
      <EmptyState
        icon={SearchX}
        title="No requests match"
        description="Try another name, email or reference."
        action={
          <Button asChild variant="outline">
            <Link href="/admin/support?state=all">Show all</Link>
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={Inbox}
      title={filter.state === "open" ? "No one is waiting" : "No requests here"}
      description="Messages from the support page appear here and are emailed to platform admins."
    />
  );
}
