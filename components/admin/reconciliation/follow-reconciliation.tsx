"use client";

import { Prefetched } from "@/components/shell/queries/prefetched";
import { useRefreshOnChange } from "@/components/shell/queries/use-refresh-on-change";
import type { AnswerTo } from "@/lib/api/call";
import { reconciliationQuery } from "@/lib/api/queries";

type FollowReconciliationProps = { rendered: AnswerTo<"GET /api/v1/admin/reconciliation"> };

/** Refreshes the page while a run is in progress. */
export function FollowReconciliation({ rendered }: FollowReconciliationProps) {
  return (
    <Prefetched queryKey={reconciliationQuery().queryKey} data={rendered}>
      <Follower rendered={rendered} />
    </Prefetched>
  );
}

function Follower({ rendered }: FollowReconciliationProps) {
  useRefreshOnChange(reconciliationQuery(), rendered);
  return null;
}
