"use client";

import { ConfirmButton } from "@/components/shell/confirm-button";
import { useAction } from "@/components/shell/use-action";
import { toast } from "@/components/ui/sonner";
import type { ActionResult } from "@/lib/action";

type RemoveButtonProps = { who: string; label: "Remove" | "Leave"; remove: () => Promise<ActionResult> };

export function RemoveButton({ who, label, remove }: RemoveButtonProps) {
  const { run, pending } = useAction(remove, { done: () => void toast.success(`${who} is no longer in the team.`) });
  const leaving = label === "Leave";
  return (
    <ConfirmButton
      variant="ghost"
      size="sm"
      pending={pending}
      title={leaving ? "Leave this team?" : `Remove ${who}?`}
      description={
        leaving
          ? "You lose access at once. What you made stays. To come back, you need a new invitation."
          : "They lose access at once, and their seat is free. What they made stays."
      }
      confirm={leaving ? "Leave the team" : "Remove"}
      onConfirm={() => run(undefined)}
    >
      {label}
      {!leaving && <span className="sr-only">{who}</span>}
    </ConfirmButton>
  );
}
