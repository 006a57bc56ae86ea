import { Scale, SearchX } from "lucide-react";
import Link from "next/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import type { DriftFilter, ListedDrift, ListedReconciliation } from "@/lib/reconciliation";
import type { ReconciliationActions } from "../actions";
import { Paging } from "../paging";
import { Panel } from "../panel";
import { DriftFilters } from "./drift-filters";
import { DriftList } from "./drift-list";
import { ReconcileNow } from "./reconcile-now";
import { RunTable } from "./run-table";

type ReconciliationViewProps = {
  runs: readonly ListedReconciliation[];
  drift: { rows: readonly ListedDrift[]; next: string | undefined };
  open: number;
  filter: DriftFilter;
  now: Date;
  actions: ReconciliationActions;
};

export function ReconciliationView({ runs, drift, open, filter, now, actions }: ReconciliationViewProps) {
  const running = runs.find(({ run }) => run.status === "running");
  const last = runs.find(({ run }) => run.status === "done");
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Reconciliation"
        description={`Each night every customer at Stripe is compared with the database, both ways. ${lastWords(last, now)}`}
        actions={<ReconcileNow reconcile={actions.reconcile} running={running !== undefined} />}
      />
      <Panel title="Runs" flush>
        <RunTable runs={runs} now={now} />
      </Panel>
      <section className="grid gap-4" aria-labelledby="drift">
        <div className="grid gap-1">
          <h2 id="drift" className="font-semibold text-base tracking-[-0.015em]">
            Differences
          </h2>
          <p className="text-muted-foreground text-sm">{openWords(open)}</p>
        </div>
        <DriftFilters filter={filter} />
        {drift.rows.length === 0 ? (
          <Nothing filter={filter} />
        ) : (
          <DriftList rows={drift.rows} now={now} verify={actions.verify} />
        )}
        <Paging path="/admin/reconciliation" filter={filter} next={drift.next} />
      </section>
    </div>
  );
}

const lastWords = (last: ListedReconciliation | undefined, now: Date) =>
  last?.run.finishedAt ? `Last done ${relativeTime(last.run.finishedAt, now)}.` : "It was not done yet.";

function openWords(open: number): string {
  if (open === 0) return "What was found was repaired. Nothing waits for you.";
  return open === 1 ? "One waits for you to decide." : `${open} wait for you to decide.`;
}

function Nothing({ filter }: { filter: DriftFilter }) {
  if (Object.values(filter).every((value) => value === undefined)) {
    return (
      <EmptyState
        icon={Scale}
        title="Stripe and the database agree"
        description="A difference shows here with what each side said and what was done about it."
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title="No difference matches"
      action={
        <Button asChild variant="outline">
          <Link href="/admin/reconciliation">Show all</Link>
        </Button>
      }
    />
  );
}
