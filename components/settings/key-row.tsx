"use client";

import { ConfirmButton } from "@/components/shell/confirm-button";
import { relativeTime } from "@/components/shell/relative-time";
import { useAction } from "@/components/shell/use-action";
import { toast } from "@/components/ui/sonner";
import type { ListedApiKey } from "@/lib/keys";
import type { SettingsActions } from "./actions";

type KeyRowProps = { apiKey: ListedApiKey; now: Date; revokeKey: SettingsActions["revokeKey"] };

export function KeyRow({ apiKey: { id, name, prefix, createdAt, lastUsedAt }, now, revokeKey }: KeyRowProps) {
  const { run, pending } = useAction(revokeKey, { done: () => void toast.success(`${name} is revoked.`) });
  return (
    <li className="flex items-center gap-3 py-3 first:pt-0">
      <div className="grid min-w-0 flex-1 gap-0.5">
        <span className="truncate font-medium text-sm">{name}</span>
        <span className="flex flex-wrap gap-x-3 text-muted-foreground text-sm">
          <code className="font-mono text-xs leading-5">{prefix}…</code>
          <span>made {relativeTime(createdAt, now)}</span>
          <span>{lastUsedAt ? `used ${relativeTime(lastUsedAt, now)}` : "never used"}</span>
        </span>
      </div>
      <ConfirmButton
        variant="ghost"
        size="sm"
        pending={pending}
        title={`Revoke ${name}?`}
        description="Whatever uses this key is refused at once. This cannot be undone."
        confirm="Revoke"
        onConfirm={() => run({ keyId: id })}
      >
        Revoke<span className="sr-only"> {name}</span>
      </ConfirmButton>
    </li>
  );
}
