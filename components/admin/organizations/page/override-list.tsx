"use client";

import { ConfirmButton } from "@/components/shell/confirm-button";
import { useAction } from "@/components/shell/use-action";
import { Badge } from "@/components/ui/badge";
import { toast } from "@/components/ui/sonner";
import { formatDate, formatUtcDate } from "@/lib/dates";
import { revokeOverride } from "../actions";

export type ShownOverride = {
  id: string;
  /** The feature's or meter's name. */
  name: string;
  /** "on", "off", "unlimited", "40 users". */
  granted: string;
  reason: string;
  createdAt: Date;
  expiresAt: Date | null;
  ended: boolean;
};

type OverrideListProps = { organizationId: string; overrides: readonly ShownOverride[] };

export function OverrideList({ organizationId, overrides }: OverrideListProps) {
  if (overrides.length === 0) {
    return <p className="text-muted-foreground text-sm">No overrides. Exceptions you grant appear here.</p>;
  }
  return (
    <ul className="divide-y">
      {overrides.map((override) => (
        <OverrideRow key={override.id} organizationId={organizationId} override={override} />
      ))}
    </ul>
  );
}

function OverrideRow({ organizationId, override }: { organizationId: string; override: ShownOverride }) {
  const { id, name, granted, reason, createdAt, expiresAt, ended } = override;
  const { run, pending } = useAction(() => revokeOverride(organizationId, { overrideId: id }), {
    done: () => void toast.success(`Override of ${name} removed`),
  });
  return (
    <li className="flex items-center gap-3 py-3 text-sm first:pt-0 last:pb-0">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <span>
          <span className="font-medium">{name}</span> {granted}
        </span>
        <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
          {reason} · since {formatDate(createdAt)}
          {expiresAt && ` · until ${formatUtcDate(expiresAt)}`}
        </span>
      </div>
      {ended ? (
        <Badge>Ended</Badge>
      ) : (
        <ConfirmButton
          variant="ghost"
          size="sm"
          pending={pending}
          title={`Remove the override of ${name}?`}
          description="The plan and its add-ons apply again right away. Nothing is deleted."
          confirm="Remove"
          onConfirm={() => run(undefined)}
        >
          Remove<span className="sr-only"> {name}</span>
        </ConfirmButton>
      )}
    </li>
  );
}
