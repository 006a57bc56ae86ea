"use client";

import { Play } from "lucide-react";

import { Strip } from "@/components/charts/strip";

import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Badge, type BadgeVariant } from "@/components/ui/badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/cn";
import type { QueueState } from "@/lib/jobs";
import { ActionButton } from "../action-button";
import { formatDuration, formatTimeUntil } from "../format-duration";
import { runNow } from "./actions";
import { jobName } from "./job-names";

type QueueTableProps = { label: string; queues: readonly QueueState[]; now: Date };

/** The state of some queues. Scheduled jobs can also be run right away. */
export function QueueTable({ label, queues, now }: QueueTableProps) {
  const byClock = queues.some((queue) => queue.byClock);
  return (
    <Table label={label}>
      <TableHeader>
        <TableRow>
          <TableHead>Job</TableHead>
          <TableHead className="w-56 max-md:hidden">Last runs</TableHead>
          <TableHead className="max-lg:hidden">Last run</TableHead>
          {byClock && <TableHead className="max-md:hidden">Next run</TableHead>}
          <TableHead className="w-48 max-sm:w-0">Now</TableHead>
          {byClock && (
            <TableHead className="w-0">
              <span className="sr-only">Run now</span>
            </TableHead>
          )}
        </TableRow>
      </TableHeader>
      <TableBody>
        {queues.map((queue) => (
          <TableRow key={queue.name} className="h-13">
            <TableCell className="max-w-72">
              <Link
                href={`/admin/jobs?queue=${queue.name}#runs`}
                title={queue.name}
                className="font-medium underline-offset-4 hover:underline sm:whitespace-nowrap"
              >
                {jobName(queue.name)}
              </Link>
              {queue.recent.length > 0 && <Runs queue={queue} now={now} className="mt-1.5 h-2.5 md:hidden" />}
              {queue.lastFailure && (
                <span className="block truncate text-muted-foreground text-xs" title={queue.lastFailure.error}>
                  Failed {relativeTime(queue.lastFailure.finishedAt, now)}: {queue.lastFailure.error}
                </span>
              )}
            </TableCell>
            <TableCell className="max-md:hidden">
              <Runs queue={queue} now={now} className="h-5" />
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted-foreground max-lg:hidden">
              {queue.lastRun ? relativeTime(queue.lastRun.finishedAt, now) : "Not yet"}
            </TableCell>
            {byClock && (
              <TableCell className="whitespace-nowrap text-muted-foreground max-md:hidden">
                {queue.nextRun && formatTimeUntil(queue.nextRun, now)}
              </TableCell>
            )}
            <TableCell>
              <Load queue={queue} />
            </TableCell>
            {byClock && (
              <TableCell numeric>
                {queue.byClock && (
                  <ActionButton
                    size="sm"
                    variant="ghost"
                    action={() => runNow({ queue: queue.name })}
                    success={`${jobName(queue.name)}: queued`}
                  >
                    <Play className="sm:hidden" aria-hidden />
                    <span className="whitespace-nowrap max-sm:sr-only">Run now</span>
                    <span className="sr-only">: {jobName(queue.name)}</span>
                  </ActionButton>
                )}
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** One square for each of the last runs. */
function Runs({ queue: { name, recent }, now, className }: { queue: QueueState; now: Date; className: string }) {
  if (recent.length === 0) {
    return (
      <span className="block h-px bg-border">
        <span className="sr-only">No runs in two weeks</span>
      </span>
    );
  }
  return (
    <Strip
      label={`Last runs of ${jobName(name)}`}
      className={cn("[&>li]:max-w-[7px]", className)}
      cells={recent.map(({ id, outcome, finishedAt, tookMs }) => ({
        key: id,
        label: `${outcome === "done" ? "Done" : "Failed"} ${relativeTime(finishedAt, now)}, took ${formatDuration(tookMs)}`,
        tone: outcome === "done" ? "good" : "bad",
      }))}
    />
  );
}

/** What there is to do; nothing is quiet. */
function Load({ queue: { waiting, running, failed } }: { queue: QueueState }) {
  const counts = [
    [running, "running", "info"],
    [waiting, "waiting", "secondary"],
    [failed, "failed", "destructive"],
  ] as const satisfies readonly (readonly [number, string, BadgeVariant])[];
  const present = counts.filter(([count]) => count > 0);
  if (present.length === 0) return <span className="sr-only">Idle</span>;
  return (
    <span className="flex flex-wrap gap-1">
      {present.map(([count, what, variant]) => (
        <Badge key={what} variant={variant} className="tabular-nums">
          {count} {what}
        </Badge>
      ))}
    </span>
  );
}
