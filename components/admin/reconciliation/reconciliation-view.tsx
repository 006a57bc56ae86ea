import { Scale, SearchX } from "lucide-react";

import { Strip, type StripCell } from "@/components/charts/strip";

import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { formatShortDate } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import type { ListedMismatch, ListedReconciliation, MismatchFilter } from "@/lib/reconciliation";
import { Paging } from "../paging";
import { Panel } from "../panel";
import { MismatchFilters } from "./mismatch-filters";
import { MismatchList } from "./mismatch-list";
import { ReconcileNow } from "./reconcile-now";
import { RunTable } from "./run-table";

type ReconciliationViewProps = {
  runs: readonly ListedReconciliation[];
  /** More of them, newest first, for the strip. */
  recent: readonly ListedReconciliation[];
  mismatches: { rows: readonly ListedMismatch[]; next: string | undefined };
  /** Customers of generated history, which runs leave out. */
  generated: number;
  open: number;
  filter: MismatchFilter;
  now: Date;
};

export function ReconciliationView({
  runs,
  recent,
  mismatches,
  generated,
  open,
  filter,
  now,
}: ReconciliationViewProps) {
  const running = runs.find(({ run }) => run.status === "running");
  const last = runs.find(({ run }) => run.status === "done");
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Reconciliation"
        description={`Every night, we compare all Stripe customers with the database in both directions, and upcoming charges in Stripe with what customers see. ${lastRunText(last, now)}`}
        actions={<ReconcileNow running={running !== undefined} />}
      />
      <Panel title="Runs" flush>
        {recent.length > 1 && (
          <div className="px-5">
            <Strip label="Last runs, oldest first" cells={recent.map((each) => runCell(each, now)).reverse()} />
          </div>
        )}
        <RunTable runs={runs} now={now} />
        {generated > 0 && (
          <p className="px-5 text-muted-foreground text-sm">
            {formatCount(generated, "customer")} of generated history {generated === 1 ? "isn't" : "aren't"} compared,
            because Stripe doesn't have them.
          </p>
        )}
      </Panel>
      <section className="grid gap-4" aria-labelledby="mismatches">
        <div className="grid gap-1">
          <h2 id="mismatches" className="font-semibold text-base tracking-[-0.015em]">
            Mismatches
          </h2>
          <p className="text-muted-foreground text-sm">{openText(open, last, running !== undefined)}</p>
        </div>
        {(last || open > 0 || isFiltered(filter)) && <MismatchFilters filter={filter} />}
        {mismatches.rows.length === 0 ? (
          <NoMismatches filter={filter} last={last} />
        ) : (
          <MismatchList rows={mismatches.rows} now={now} />
        )}
        <Paging path="/admin/reconciliation" filter={filter} next={mismatches.next} />
      </section>
    </div>
  );
}

const lastRunText = (last: ListedReconciliation | undefined, now: Date) =>
  last?.run.finishedAt ? `Last run ${relativeTime(last.run.finishedAt, now)}.` : "No run yet.";

function runCell({ run, repaired, open }: ListedReconciliation, now: Date): StripCell {
  const when = `${formatShortDate(run.startedAt, now)}: `;
  const found = repaired + open;
  const result = found === 0 ? "no mismatches" : formatCount(found, "mismatch", "mismatches");
  const cell = { key: run.id, href: found > 0 ? `/admin/reconciliation?run=${run.id}` : undefined };
  if (run.status === "running") return { ...cell, label: `${when}running`, tone: "none" };
  if (run.status === "failed") return { ...cell, label: `${when}failed`, tone: "bad" };
  return { ...cell, label: when + result, tone: open > 0 ? "bad" : repaired > 0 ? "warning" : "good" };
}

/** Says that something was repaired only if it was. */
function openText(open: number, last: ListedReconciliation | undefined, running: boolean): string {
  if (open > 0) return `${formatCount(open, "mismatch", "mismatches")} ${open === 1 ? "needs" : "need"} review.`;
  if (!last) return running ? "The first run isn't finished." : "Nothing has been compared yet.";
  return last.repaired > 0
    ? "The last run repaired all mismatches it found. Nothing needs review."
    : "The last run found no mismatches. Nothing needs review.";
}

const isFiltered = (filter: MismatchFilter): boolean => Object.values(filter).some((value) => value !== undefined);

type NoMismatchesProps = { filter: MismatchFilter; last: ListedReconciliation | undefined };

function NoMismatches({ filter, last }: NoMismatchesProps) {
  if (!isFiltered(filter)) {
    return (
      <EmptyState
        icon={Scale}
        title={last ? "Stripe and the database agree" : "Not checked yet"}
        description="Mismatches appear here with both values and what was done."
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title="No mismatches match these filters"
      action={
        <Button asChild variant="outline">
          <Link href="/admin/reconciliation">Show all</Link>
        </Button>
      }
    />
  );
}
