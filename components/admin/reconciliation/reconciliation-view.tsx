import { Scale, SearchX } from "lucide-react";
import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
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
  mismatches: { rows: readonly ListedMismatch[]; next: string | undefined };
  /** Customers of generated history, which runs leave out. */
  generated: number;
  open: number;
  filter: MismatchFilter;
  now: Date;
};

export function ReconciliationView({ runs, mismatches, generated, open, filter, now }: ReconciliationViewProps) {
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
          <p className="text-muted-foreground text-sm">{openText(open, last)}</p>
        </div>
        <MismatchFilters filter={filter} />
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

function openText(open: number, last: ListedReconciliation | undefined): string {
  if (open === 0 && !last) return "Nothing has been compared yet.";
  if (open === 0) return "All mismatches were repaired. Nothing needs review.";
  return `${formatCount(open, "mismatch", "mismatches")} ${open === 1 ? "needs" : "need"} review.`;
}

type NoMismatchesProps = { filter: MismatchFilter; last: ListedReconciliation | undefined };

function NoMismatches({ filter, last }: NoMismatchesProps) {
  if (Object.values(filter).every((value) => value === undefined)) {
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
