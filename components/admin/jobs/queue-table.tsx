"use client";

import { Play } from "lucide-react";
import Link from "@/components/navigation/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { cn } from "@/lib/cn";
import type { QueueState } from "@/lib/jobs";
import { ActionButton } from "../action-button";
import { formatTimeUntil } from "../format-duration";
import { runNow } from "./actions";

/** The state of every queue. Scheduled jobs can also be run right away. */
export function QueueTable({ queues, now }: { queues: readonly QueueState[]; now: Date }) {
  return (
    <Table label="Queues">
      <TableHeader>
        <TableRow>
          <TableHead>Queue</TableHead>
          <TableHead numeric className="max-sm:px-1.5">
            Waiting
          </TableHead>
          <TableHead numeric className="max-sm:hidden">
            Running
          </TableHead>
          <TableHead numeric className="max-sm:px-1.5">
            Failed
          </TableHead>
          <TableHead className="max-sm:hidden">Last run</TableHead>
          <TableHead className="max-md:hidden">Next run</TableHead>
          <TableHead>
            <span className="sr-only">Run now</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {queues.map((queue) => (
          <TableRow key={queue.name}>
            <TableCell className="max-w-72 max-sm:pr-1.5">
              <Link
                href={`/admin/jobs?queue=${queue.name}`}
                className="font-mono text-xs underline-offset-4 hover:underline sm:whitespace-nowrap"
              >
                {queue.name}
              </Link>
              {queue.lastFailure && (
                <span className="block truncate text-muted-foreground text-xs" title={queue.lastFailure.error}>
                  Failed {relativeTime(queue.lastFailure.finishedAt, now)}: {queue.lastFailure.error}
                </span>
              )}
            </TableCell>
            <Count value={queue.waiting} />
            <Count value={queue.running} className="max-sm:hidden" />
            <Count value={queue.failed} bad />
            <TableCell className="whitespace-nowrap text-muted-foreground max-sm:hidden">
              {queue.lastRun ? relativeTime(queue.lastRun.finishedAt, now) : "–"}
            </TableCell>
            <TableCell className="whitespace-nowrap text-muted-foreground max-md:hidden">
              {queue.nextRun ? formatTimeUntil(queue.nextRun, now) : "On demand"}
            </TableCell>
            <TableCell numeric className="max-sm:pl-1.5">
              {queue.byClock && (
                <ActionButton
                  size="sm"
                  variant="ghost"
                  action={() => runNow({ queue: queue.name })}
                  success={`${queue.name} queued`}
                >
                  <Play className="sm:hidden" aria-hidden />
                  <span className="max-sm:sr-only">Run now</span>
                  <span className="sr-only"> {queue.name}</span>
                </ActionButton>
              )}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Count({ value, bad = false, className }: { value: number; bad?: boolean; className?: string }) {
  return (
    <TableCell
      numeric
      className={cn("tabular-nums", value === 0 ? "text-muted-foreground" : bad && "text-destructive-ink", className)}
    >
      {value}
    </TableCell>
  );
}
