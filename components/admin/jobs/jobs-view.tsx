import { CircleCheck } from "lucide-react";
import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { FailedJob, JobRun, QueueState } from "@/lib/jobs";
import { formatDuration } from "../format-duration";
import { Panel } from "../panel";
import type { ReplicaText } from "../replica-text";
import { FailedJobs } from "./failed-jobs";
import { jobName } from "./job-names";
import { QueueTable } from "./queue-table";

type JobsViewProps = {
  queues: readonly QueueState[];
  failed: readonly FailedJob[];
  runs: readonly JobRun[];
  queue: string | undefined;
  alive: boolean;
  replica: ReplicaText | null;
  now: Date;
};

export function JobsView({ queues, failed, runs, queue, alive, replica, now }: JobsViewProps) {
  return (
    <div className="grid gap-6">
      <PageHeader
        title="Jobs"
        description="Background work: recent runs, schedules and failures."
        actions={
          <>
            {replica && (
              <Badge variant={replica.variant} dot>
                {replica.label}
              </Badge>
            )}
            <Badge variant={alive ? "success" : "destructive"} dot>
              {alive ? "Worker running" : "No worker running"}
            </Badge>
          </>
        }
      />
      {replica && <p className="text-muted-foreground text-sm">{replica.detail}</p>}
      <Panel title="Scheduled" description="Run by the worker at fixed times." flush>
        <QueueTable label="Scheduled jobs" queues={queues.filter(({ byClock }) => byClock)} now={now} />
      </Panel>
      <Panel title="On demand" description="Started by what customers, admins and Stripe do." flush>
        <QueueTable label="Jobs on demand" queues={queues.filter(({ byClock }) => !byClock)} now={now} />
      </Panel>
      <Panel title="Failed" description="Jobs that ran out of retries. Fix the cause, then retry them.">
        {failed.length === 0 ? (
          <EmptyState
            icon={CircleCheck}
            title="No failed jobs"
            description="Jobs that run out of retries appear here with the error."
            className="py-8"
          />
        ) : (
          <FailedJobs jobs={failed} now={now} />
        )}
      </Panel>
      <Panel
        id="runs"
        title={queue ? `${jobName(queue)}: runs` : "Runs"}
        description="Newest first. Kept for two weeks."
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
  if (runs.length === 0) {
    return (
      <p className="px-5 text-muted-foreground text-sm">No runs yet. Runs appear here with result and duration.</p>
    );
  }
  return (
    <Table label="Runs">
      <TableHeader>
        <TableRow>
          <TableHead>Job</TableHead>
          <TableHead>Result</TableHead>
          <TableHead numeric className="max-sm:hidden">
            Duration
          </TableHead>
          <TableHead numeric>Finished</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {runs.map((run) => (
          <TableRow key={run.id}>
            <TableCell className="sm:whitespace-nowrap" title={run.queue}>
              {jobName(run.queue)}
            </TableCell>
            <TableCell>
              <Badge variant={run.outcome === "done" ? "success" : "destructive"} className="capitalize">
                {run.outcome}
              </Badge>
              {run.error && (
                <span className="mt-1 block max-w-96 text-muted-foreground text-xs [overflow-wrap:anywhere]">
                  {run.error}
                  {!run.lastAttempt && " Will be retried."}
                </span>
              )}
            </TableCell>
            <TableCell numeric className="whitespace-nowrap tabular-nums max-sm:hidden">
              {formatDuration(run.finishedAt.getTime() - run.startedAt.getTime())}
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
