"use client";

import { ConfirmButton } from "@/components/shell/confirm-button";
import { useAction } from "@/components/shell/use-action";
import { Badge } from "@/components/ui/badge";
import { toast } from "@/components/ui/sonner";
import type { OverrideActions } from "../actions";
import { mediumDate } from "../words";

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

type OverrideListProps = Pick<OverrideActions, "revoke"> & { overrides: readonly ShownOverride[] };

export function OverrideList({ overrides, revoke }: OverrideListProps) {
  if (overrides.length === 0) {
    return <p className="text-muted-foreground text-sm">Nothing: the plan and its add-ons say it all.</p>;
  }
  return (
    <ul className="divide-y">
      {overrides.map((override) => (
        <OverrideRow key={override.id} override={override} revoke={revoke} />
      ))}
    </ul>
  );
}

function OverrideRow({ override, revoke }: Pick<OverrideActions, "revoke"> & { override: ShownOverride }) {
  const { id, name, granted, reason, createdAt, expiresAt, ended } = override;
  const { run, pending } = useAction(revoke, { done: () => void toast.success(`${name} is as the plan says again.`) });
  return (
    <li className="flex items-center gap-3 py-3 text-sm first:pt-0 last:pb-0">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <span>
          <span className="font-medium">{name}</span> {granted}
        </span>
        <span className="text-muted-foreground text-xs [overflow-wrap:anywhere]">
          {reason} · since {mediumDate(createdAt)}
          {expiresAt && ` · until ${mediumDate(expiresAt)}`}
        </span>
      </div>
      {ended ? (
        <Badge>Ended</Badge>
      ) : (
        <ConfirmButton
          variant="ghost"
          size="sm"
          pending={pending}
          title={`Take back ${name}?`}
          description="From this moment the plan and its add-ons alone decide. Nothing is deleted."
          confirm="Take back"
          onConfirm={() => run({ overrideId: id })}
        >
          Take back<span className="sr-only"> {name}</span>
        </ConfirmButton>
      )}
    </li>
  );
}
