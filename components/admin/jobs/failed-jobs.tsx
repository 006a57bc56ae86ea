"use client";

import { relativeTime } from "@/components/shell/relative-time";
import type { FailedJob } from "@/lib/jobs";
import { formatCount } from "@/lib/numbers";
import { ActionButton } from "../action-button";
import { retryJob } from "./actions";

export function FailedJobs({ jobs, now }: { jobs: readonly FailedJob[]; now: Date }) {
  return (
    <ul className="divide-y">
      {jobs.map(({ id, queue, failedAt, attempts, error }) => (
        <li key={id} className="flex items-center justify-between gap-3 py-3 first:pt-0 last:pb-0">
          <div className="grid min-w-0 gap-0.5">
            <code className="font-mono text-xs leading-5">{queue}</code>
            <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
              {relativeTime(failedAt, now)} · {formatCount(attempts, "attempt")} · {error}
            </span>
          </div>
          <ActionButton
            size="sm"
            variant="outline"
            action={() => retryJob({ queue, jobId: id })}
            success={`Retrying ${queue}`}
          >
            Retry<span className="sr-only"> {queue}</span>
          </ActionButton>
        </li>
      ))}
    </ul>
  );
}
