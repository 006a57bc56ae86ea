"use client";

import { ConfirmButton } from "@/components/shell/confirm-button";
import { relativeTime } from "@/components/shell/relative-time";
import { useAction } from "@/components/shell/use-action";
import { Writes } from "@/components/shell/writes";
import { Badge } from "@/components/ui/badge";
import { toast } from "@/components/ui/sonner";
import type { ActionResult } from "@/lib/action";
import { endWords, expiresWords } from "./key-words";
import { RotateKey, type RotateKeyAction } from "./rotate-key";

export type ShownKey = {
  id: string;
  name: string;
  prefix: string;
  scopes: readonly string[];
  createdAt: Date;
  createdBy?: string | null;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt?: Date | null;
};

/** Platform keys and organization keys have their own actions. */
export type KeyActions = {
  rotateKey: RotateKeyAction;
  revokeKey: (input: { keyId: string }) => Promise<ActionResult<void>>;
};

type KeyRowProps = KeyActions & { shownKey: ShownKey; now: Date };

/** What is stored of a key, which is never the key itself. */
export function KeyRow({ shownKey, now, rotateKey, revokeKey }: KeyRowProps) {
  const { id, name, prefix, scopes, createdAt, createdBy, lastUsedAt } = shownKey;
  const { run, pending } = useAction(revokeKey, { done: () => void toast.success(`${name} revoked`) });
  const ended = endWords(shownKey, now);
  const expires = expiresWords(shownKey, now);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3.5 first:pt-0 last:pb-0">
      <div className="grid min-w-0 flex-1 basis-56 gap-1">
        <span className="truncate font-medium text-sm">{name}</span>
        <span className="flex flex-wrap gap-x-3 gap-y-0.5 text-muted-foreground text-xs">
          <code className="font-mono">{prefix}…</code>
          <span>{scopes.join(", ")}</span>
          <span>
            Created {relativeTime(createdAt, now)}
            {createdBy && ` by ${createdBy}`}
          </span>
          <span>{lastUsedAt ? `Last used ${relativeTime(lastUsedAt, now)}` : "Never used"}</span>
          {expires && <span>{expires}</span>}
        </span>
      </div>
      {ended ? (
        <Badge>{ended}</Badge>
      ) : (
        <span className="flex items-center gap-1">
          <Writes>
            <RotateKey keyId={id} name={name} rotateKey={rotateKey} />
          </Writes>
          <ConfirmButton
            variant="ghost"
            size="sm"
            pending={pending}
            title={`Revoke ${name}?`}
            description="Requests with this key are rejected right away. This can't be undone."
            confirm="Revoke"
            onConfirm={() => run({ keyId: id })}
          >
            Revoke<span className="sr-only"> {name}</span>
          </ConfirmButton>
        </span>
      )}
    </li>
  );
}
