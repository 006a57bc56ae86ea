import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { FailedJob, JobRun, QueueState } from "@/lib/jobs";
import type { JobActions } from "../actions";
import { Panel } from "../panel";
import { tookWords } from "../words";
import { FailedJobs } from "./failed-jobs";
import { QueueTable } from "./queue-table";

type JobsViewProps = {
  queues: readonly QueueState[];
  failed: readonly FailedJob[];
  runs: readonly JobRun[];
  queue: string | undefined;
  alive: boolean;
  now: Date;
  actions: JobActions;
};

export function JobsView({ queues, failed, runs, queue, alive, now, actions }: JobsViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Jobs"
        description="What the worker does in the background: when it ran last, when it runs next, and what it could not do."
        actions={
          <Badge variant={alive ? "success" : "destructive"} dot>
            {alive ? "A worker is running" : "No worker is running"}
          </Badge>
        }
      />
      <Panel title="Queues" flush>
        <QueueTable queues={queues} now={now} runNow={actions.runNow} />
      </Panel>
      <Panel title="Given up" description="Jobs that failed and are not tried again by themselves.">
        {failed.length === 0 ? (
          <EmptyState icon={CircleCheck} title="Nothing was given up" className="py-8" />
        ) : (
          <FailedJobs jobs={failed} now={now} retry={actions.retry} />
        )}
      </Panel>
      <Panel
        title={queue ? `Runs of ${queue}` : "Runs"}
        description="The newest first; kept for two weeks."
        action={
          queue && (
            <Button asChild variant="ghost" size="sm">
              <Link href="/admin/jobs">Show all</Link>
            </Button>
          )
        }
        flush
      >
        <RunHistory runs={runs} now={now} />
      </Panel>
    </div>
  );
}

function RunHistory({ runs, now }: Pick<JobsViewProps, "runs" | "now">) {
  if (runs.length === 0) return <p className="px-5 text-muted-foreground text-sm">Nothing ran yet.</p>;
  return (
    <Table label="Runs">
      <TableHeader>
        <TableRow>
          <TableHead>Queue</TableHead>
          <TableHead>Came to</TableHead>
          <TableHead numeric className="max-sm:hidden">
            Took
          </TableHead>
          <TableHead numeric>When</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {runs.map((run) => (
          <TableRow key={run.id}>
            <TableCell className="font-mono text-xs sm:whitespace-nowrap">{run.queue}</TableCell>
            <TableCell>
              <Badge variant={run.outcome === "done" ? "success" : "destructive"}>{run.outcome}</Badge>
              {run.error && (
                <span className="mt-1 block max-w-96 text-muted-foreground text-xs [overflow-wrap:anywhere]">
                  {run.error}
                  {!run.lastAttempt && " It is tried again."}
                </span>
              )}
            </TableCell>
            <TableCell numeric className="whitespace-nowrap tabular-nums max-sm:hidden">
              {tookWords(run.finishedAt.getTime() - run.startedAt.getTime())}
            </TableCell>
            <TableCell numeric className="text-muted-foreground sm:whitespace-nowrap">
              {relativeTime(run.finishedAt, now)}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
