"use client";

import { relativeTime } from "@/components/shell/relative-time";
import type { FailedJob } from "@/lib/jobs";
import { ActButton } from "../act-button";
import type { JobActions } from "../actions";

type FailedJobsProps = { jobs: readonly FailedJob[]; now: Date; retry: JobActions["retry"] };

export function FailedJobs({ jobs, now, retry }: FailedJobsProps) {
  return (
    <ul className="divide-y">
      {jobs.map(({ id, queue, failedAt, attempts, error }) => (
        <li key={id} className="flex items-center justify-between gap-3 py-3 first:pt-0 last:pb-0">
          <div className="grid min-w-0 gap-0.5">
            <code className="font-mono text-xs leading-5">{queue}</code>
            <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
              {relativeTime(failedAt, now)} · {attempts} {attempts === 1 ? "attempt" : "attempts"} · {error}
            </span>
          </div>
          <ActButton size="sm" variant="outline" act={() => retry({ queue, jobId: id })} done="It is tried once more.">
            Retry<span className="sr-only"> {queue}</span>
          </ActButton>
        </li>
      ))}
    </ul>
  );
}
