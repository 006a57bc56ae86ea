"use client";

import { Mail } from "lucide-react";
import { ConfirmButton } from "@/components/shell/confirm-button";
import { useMemberAction } from "@/components/shell/use-action";
import { WriteButton, Writes } from "@/components/shell/writes";
import { Badge } from "@/components/ui/badge";
import { toast } from "@/components/ui/sonner";
import type { PendingInvitation } from "@/lib/tenancy";
import { roleDescriptions } from "@/lib/tenancy/members/roles";
import { resend, revoke } from "./actions";
import { expiryWords } from "./expiry-words";

type InvitationRowProps = { invitation: PendingInvitation; mayManage: boolean; now: Date };

export function InvitationRow({ invitation, mayManage, now }: InvitationRowProps) {
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
          {state === "expired" ? (
            <Badge variant="warning">Expired, doesn't use a seat</Badge>
          ) : (
            expiryWords(expiresAt, now)
          )}
        </span>
      </div>
      {mayManage && (
        <div className="flex gap-2 max-sm:w-full max-sm:pl-11">
          <Writes inPerson>
            <Resend invitationId={id} email={email} />
          </Writes>
          <Writes inPerson need="read">
            <Revoke invitationId={id} email={email} />
          </Writes>
        </div>
      )}
    </li>
  );
}

type Invited = { invitationId: string; email: string };

function Resend({ invitationId, email }: Invited) {
  const { run, pending } = useMemberAction(resend, {
    done: () => void toast.success(`Invitation sent to ${email}`),
  });
  return (
    <WriteButton variant="outline" size="sm" pending={pending} onClick={() => run({ invitationId })}>
      Resend<span className="sr-only"> to {email}</span>
    </WriteButton>
  );
}

function Revoke({ invitationId, email }: Invited) {
  const { run, pending } = useMemberAction(revoke, {
    done: () => void toast.success(`Invitation for ${email} revoked`),
  });
  return (
    <ConfirmButton
      variant="ghost"
      size="sm"
      pending={pending}
      title="Revoke this invitation?"
      description={`The link sent to ${email} stops working and its seat is freed.`}
      confirm="Revoke invitation"
      onConfirm={() => run({ invitationId })}
    >
      Revoke<span className="sr-only"> the invitation for {email}</span>
    </ConfirmButton>
  );
}
