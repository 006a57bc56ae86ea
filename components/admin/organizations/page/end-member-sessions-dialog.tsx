"use client";

import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { formatCount } from "@/lib/numbers";
import { ActionForm } from "../../action-form";
import { ReasonField } from "../../reason-field";
import { endSessions } from "../actions";

export type EndMemberSessionsProps = {
  organizationId: string;
  person: { id: string; name: string | null; email: string };
};

type EndMemberSessionsDialogProps = EndMemberSessionsProps & { open: boolean; onOpenChange: (open: boolean) => void };

export default function EndMemberSessionsDialog(props: EndMemberSessionsDialogProps) {
  const { organizationId, person, open, onOpenChange } = props;
  const name = person.name ?? person.email;
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Sign {name} out</DialogTitle>
          <DialogDescription>
            Ends all sessions of {person.email} on all devices, in other organizations too. They can sign in again.
          </DialogDescription>
        </DialogHeader>
        <ActionForm
          defaultValues={{ reason: "" }}
          action={({ reason }) => endSessions(organizationId, { userId: person.id, reason })}
          confirm="Sign out everywhere"
          destructive
          success={({ ended }) => (ended === 0 ? `${name} wasn't signed in` : `${formatCount(ended, "session")} ended`)}
          onDone={() => onOpenChange(false)}
        >
          <ReasonField />
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
