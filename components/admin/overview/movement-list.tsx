import Link from "next/link";
import { relativeTime } from "@/components/shell/relative-time";
import { Badge } from "@/components/ui/badge";
import type { LatestMovement } from "@/lib/metrics";
import { movementVariants, planChange, signedMoney } from "../words";

type MovementListProps = { movements: readonly LatestMovement[]; now: Date; planName: (key: string) => string };

/** What changed of the revenue, newest first: how much, why, and whose. */
export function MovementList({ movements, now, planName }: MovementListProps) {
  if (movements.length === 0) {
    return <p className="text-muted-foreground text-sm">The first sale shows here, and every change after it.</p>;
  }
  return (
    <ul className="divide-y">
      {movements.map(({ id, organizationId, organizationName, kind, occurredAt, ...movement }) => (
        <li key={id} className="flex items-center gap-3 py-2.5 first:pt-0 last:pb-0">
          <div className="grid min-w-0 flex-1 gap-0.5">
            {organizationName === null ? (
              <span className="truncate text-muted-foreground text-sm">A deleted organization</span>
            ) : (
              <Link
                href={`/admin/organizations/${organizationId}`}
                className="truncate font-medium text-sm underline-offset-4 hover:underline"
              >
                {organizationName}
              </Link>
            )}
            <span className="truncate text-muted-foreground text-xs">
              {planChange(named(movement.planBefore, planName), named(movement.planAfter, planName))} ·{" "}
              {relativeTime(occurredAt, now)}
            </span>
          </div>
          <span className="flex shrink-0 items-center gap-2 text-sm tabular-nums">
            {signedMoney(movement)} <Badge variant={movementVariants[kind]}>{kind}</Badge>
          </span>
        </li>
      ))}
    </ul>
  );
}

const named = (key: string | null, planName: (key: string) => string) => (key === null ? null : planName(key));
