"use client";

import { ConfirmButton } from "@/components/shell/confirm-button";
import { relativeTime } from "@/components/shell/relative-time";
import { useAction } from "@/components/shell/use-action";
import { Badge } from "@/components/ui/badge";
import { toast } from "@/components/ui/sonner";
import type { ListedPlatformKey } from "@/lib/keys";
import type { PlatformKeyActions } from "./actions";

type PlatformKeyRowProps = {
  platformKey: ListedPlatformKey;
  now: Date;
  revokeKey: PlatformKeyActions["revokeKey"];
};

export function PlatformKeyRow({ platformKey, now, revokeKey }: PlatformKeyRowProps) {
  const { id, name, prefix, scopes, createdAt, createdBy, lastUsedAt, revokedAt } = platformKey;
  const { run, pending } = useAction(revokeKey, { done: () => void toast.success(`${name} is revoked.`) });
  return (
    <li className="flex items-center gap-3 py-3.5 first:pt-0 last:pb-0">
      <div className="grid min-w-0 flex-1 gap-1">
        <span className="truncate font-medium text-sm">{name}</span>
        <span className="flex flex-wrap gap-x-3 gap-y-0.5 text-muted-foreground text-xs">
          <code className="font-mono">{prefix}…</code>
          <span>{scopes.join(", ")}</span>
          <span>
            made {relativeTime(createdAt, now)} by {createdBy}
          </span>
          <span>{lastUsedAt ? `used ${relativeTime(lastUsedAt, now)}` : "never used"}</span>
        </span>
      </div>
      {revokedAt ? (
        <Badge>Revoked {relativeTime(revokedAt, now)}</Badge>
      ) : (
        <ConfirmButton
          variant="ghost"
          size="sm"
          pending={pending}
          title={`Revoke ${name}?`}
          description="Whatever uses this key is refused at once: no usage is counted by it any more. This cannot be undone."
          confirm="Revoke"
          onConfirm={() => run({ keyId: id })}
        >
          Revoke<span className="sr-only"> {name}</span>
        </ConfirmButton>
      )}
    </li>
  );
}
