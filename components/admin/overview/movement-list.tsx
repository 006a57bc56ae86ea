import Link from "next/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Badge } from "@/components/ui/badge";
import type { LatestMovement } from "@/lib/metrics";
import { formatChange, movementVariants, planChange } from "../movement-labels";
import { planName } from "../plan-name";

/** The latest MRR movements, newest first. */
export function MovementList({ movements, now }: { movements: readonly LatestMovement[]; now: Date }) {
  if (movements.length === 0) {
    return <p className="text-muted-foreground text-sm">No movements yet. New, changed and lost MRR appears here.</p>;
  }
  return (
    <ul className="divide-y">
      {movements.map(({ id, organizationId, organizationName, kind, occurredAt, ...movement }) => (
        <li key={id} className="flex items-center gap-3 py-2.5 first:pt-0 last:pb-0">
          <div className="grid min-w-0 flex-1 gap-0.5">
            {organizationName === null ? (
              <span className="truncate text-muted-foreground text-sm">Deleted organization</span>
            ) : (
              <Link
                href={`/admin/organizations/${organizationId}`}
                className="truncate font-medium text-sm underline-offset-4 hover:underline"
              >
                {organizationName}
              </Link>
            )}
            <span className="truncate text-muted-foreground text-xs">
              {planChange(planNameOrNull(movement.planBefore), planNameOrNull(movement.planAfter))} ·{" "}
              {relativeTime(occurredAt, now)}
            </span>
          </div>
          <span className="flex shrink-0 items-center gap-2 text-sm tabular-nums">
            {formatChange(movement)}{" "}
            <Badge variant={movementVariants[kind]} className="capitalize">
              {kind}
            </Badge>
          </span>
        </li>
      ))}
    </ul>
  );
}

const planNameOrNull = (key: string | null) => (key === null ? null : planName(key));
