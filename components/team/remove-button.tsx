"use client";

import { ConfirmButton } from "@/components/shell/confirm-button";
import { type MemberAction, useMemberAction } from "@/components/shell/use-action";
import { toast } from "@/components/ui/sonner";

type RemoveButtonProps = { who: string; label: "Remove" | "Leave"; remove: MemberAction };

export function RemoveButton({ who, label, remove }: RemoveButtonProps) {
  const leaving = label === "Leave";
  const { run, pending } = useMemberAction(remove, {
    done: () => void toast.success(leaving ? "You left the team" : `${who} removed from the team`),
  });
  return (
    <ConfirmButton
      variant="ghost"
      size="sm"
      pending={pending}
      title={leaving ? "Leave this team?" : `Remove ${who}?`}
      description={
        leaving
          ? "You lose access right away. Your work stays. To return, you need a new invitation."
          : "They lose access right away and their seat is freed. Their work stays."
      }
      confirm={leaving ? "Leave team" : "Remove"}
      onConfirm={() => run(undefined)}
    >
      {label}
      {!leaving && <span className="sr-only">{who}</span>}
    </ConfirmButton>
  );
}
