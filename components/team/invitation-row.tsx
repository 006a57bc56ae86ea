"use client";

import { Mail } from "lucide-react";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { useAction } from "@/components/shell/use-action";
import { Writes } from "@/components/shell/writes";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/sonner";
import type { WaitingInvitation } from "@/lib/tenancy";
import { roleDescriptions } from "@/lib/tenancy/members/roles";
import type { TeamActions } from "./actions";
import { expiryWords } from "./expiry-words";

type InvitationRowProps = { invitation: WaitingInvitation; mayManage: boolean; now: Date; actions: TeamActions };

export function InvitationRow({ invitation, mayManage, now, actions }: InvitationRowProps) {
  const { id, email, role, state, expiresAt } = invitation;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2.5 px-5 py-3">
      <span className="flex size-8 shrink-0 items-center justify-center rounded-full border text-muted-foreground">
        <Mail className="size-4" aria-hidden />
      </span>
      <div className="grid min-w-0 flex-1 basis-40 gap-1 leading-tight">
        <span className="truncate font-medium text-sm">{email}</span>
        <span className="flex flex-wrap items-center gap-2 text-muted-foreground text-sm">
          {roleDescriptions[role].name} ·{" "}
          {state === "expired" ? <Badge variant="warning">Expired</Badge> : expiryWords(expiresAt, now)}
        </span>
      </div>
      {mayManage && (
        <Writes>
          <Buttons invitationId={id} email={email} actions={actions} />
        </Writes>
      )}
    </li>
  );
}

type ButtonsProps = { invitationId: string; email: string; actions: TeamActions };

function Buttons({ invitationId, email, actions }: ButtonsProps) {
  const again = useAction(actions.resend, { done: () => void toast.success(`A new link is on its way to ${email}.`) });
  const back = useAction(actions.revoke, {
    done: () => void toast.success(`The invitation of ${email} was taken back.`),
  });
  return (
    <div className="flex gap-2 max-sm:w-full max-sm:pl-11">
      <Button variant="outline" size="sm" pending={again.pending} onClick={() => again.run({ invitationId })}>
        Send again<span className="sr-only"> to {email}</span>
      </Button>
      <ConfirmButton
        variant="ghost"
        size="sm"
        pending={back.pending}
        title="Take this invitation back?"
        description={`The link sent to ${email} stops working, and the seat is free.`}
        confirm="Take it back"
        onConfirm={() => back.run({ invitationId })}
      >
        Revoke<span className="sr-only"> the invitation of {email}</span>
      </ConfirmButton>
    </div>
  );
}
