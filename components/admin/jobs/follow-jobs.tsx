"use client";

import { Prefetched } from "@/components/shell/queries/prefetched";
import { useRefreshOnChange } from "@/components/shell/queries/use-refresh-on-change";
import type { AnswerTo } from "@/lib/api/call";
import { jobsQuery } from "@/lib/api/queries";

type FollowJobsProps = { rendered: AnswerTo<"GET /api/v1/admin/jobs"> };

/** Refreshes the page while jobs are waiting or running. */
export function FollowJobs({ rendered }: FollowJobsProps) {
  return (
    <Prefetched queryKey={jobsQuery().queryKey} data={rendered}>
      <Follower rendered={rendered} />
    </Prefetched>
  );
}

function Follower({ rendered }: FollowJobsProps) {
  useRefreshOnChange(jobsQuery(), rendered);
  return null;
}
