"use client";

import { Prefetched } from "@/components/shell/queries/prefetched";
import { useRefreshOnChange } from "@/components/shell/queries/use-refresh-on-change";
import { type UsageAnswer, usageQuery } from "@/lib/api/queries";

type FollowUsageProps = { rendered: UsageAnswer };

/** Refreshes the page when usage has changed: its chart and its tables are made on the server. */
export function FollowUsage({ rendered }: FollowUsageProps) {
  return (
    <Prefetched queryKey={usageQuery(rendered.organization).queryKey} data={rendered}>
      <Follower rendered={rendered} />
    </Prefetched>
  );
}

function Follower({ rendered }: FollowUsageProps) {
  useRefreshOnChange(usageQuery(rendered.organization), rendered);
  return null;
}
