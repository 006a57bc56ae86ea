"use client";

import { ConfirmButton } from "@/components/shell/confirm-button";
import { relativeTime } from "@/components/shell/relative-time";
import { useAction } from "@/components/shell/use-action";
import { Badge } from "@/components/ui/badge";
import { toast } from "@/components/ui/sonner";
import type { ActionResult } from "@/lib/action";
import type { RotateKeyInput } from "@/lib/keys/input";
import { keyEnd, lifeWords } from "./key-words";
import { RotateKey } from "./rotate-key";

export type ShownKey = {
  id: string;
  name: string;
  prefix: string;
  scopes: readonly string[];
  createdAt: Date;
  createdBy?: string;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
  revokedAt?: Date | null;
};

export type KeyRowActions = {
  rotateKey: (input: RotateKeyInput) => Promise<ActionResult<{ id: string; key: string }>>;
  revokeKey: (input: { keyId: string }) => Promise<ActionResult<void>>;
};

type KeyRowProps = KeyRowActions & { shownKey: ShownKey; now: Date };

/** A key as its owner may see it: never the key. */
export function KeyRow({ shownKey, now, rotateKey, revokeKey }: KeyRowProps) {
  const { id, name, prefix, scopes, createdAt, createdBy, lastUsedAt } = shownKey;
  const { run, pending } = useAction(revokeKey, { done: () => void toast.success(`${name} is revoked.`) });
  const end = keyEnd(shownKey, now);
  const life = lifeWords(shownKey, now);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3.5 first:pt-0 last:pb-0">
      <div className="grid min-w-0 flex-1 basis-56 gap-1">
        <span className="truncate font-medium text-sm">{name}</span>
        <span className="flex flex-wrap gap-x-3 gap-y-0.5 text-muted-foreground text-xs">
          <code className="font-mono">{prefix}…</code>
          <span>{scopes.join(", ")}</span>
          <span>
            made {relativeTime(createdAt, now)}
            {createdBy && ` by ${createdBy}`}
          </span>
          <span>{lastUsedAt ? `used ${relativeTime(lastUsedAt, now)}` : "never used"}</span>
          {life && <span>{life}</span>}
        </span>
      </div>
      {end ? (
        <Badge>{end}</Badge>
      ) : (
        <span className="flex items-center gap-1">
          <RotateKey keyId={id} name={name} rotateKey={rotateKey} />
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
        </span>
      )}
    </li>
  );
}
