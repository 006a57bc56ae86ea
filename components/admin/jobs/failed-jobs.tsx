"use client";

import { relativeTime } from "@/components/shell/relative-time";
import type { FailedJob } from "@/lib/jobs";
import { formatCount } from "@/lib/numbers";
import { ActionButton } from "../action-button";
import { retryJob } from "./actions";
import { jobName } from "./job-names";

export function FailedJobs({ jobs, now }: { jobs: readonly FailedJob[]; now: Date }) {
  return (
    <ul className="divide-y">
      {jobs.map(({ id, queue, failedAt, attempts, error }) => (
        <li key={id} className="flex items-center justify-between gap-3 py-3 first:pt-0 last:pb-0">
          <div className="grid min-w-0 gap-0.5">
            <span className="font-medium text-sm" title={queue}>
              {jobName(queue)}
            </span>
            <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
              {relativeTime(failedAt, now)} · {formatCount(attempts, "attempt")} · {error}
            </span>
          </div>
          <ActionButton
            size="sm"
            variant="outline"
            action={() => retryJob({ queue, jobId: id })}
            success={`${jobName(queue)}: retrying`}
          >
            Retry<span className="sr-only">: {jobName(queue)}</span>
          </ActionButton>
        </li>
      ))}
    </ul>
  );
}
