"use client";

import { LogOut } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { formatCount } from "@/lib/numbers";
import { ActionForm } from "../../action-form";
import { ReasonField } from "../../reason-field";
import { endSessions } from "../actions";

type EndMemberSessionsProps = { organizationId: string; person: { id: string; name: string | null; email: string } };

/** Signs one member out, such as after a lost laptop. */
export function EndMemberSessions({ organizationId, person }: EndMemberSessionsProps) {
  const [open, setOpen] = useState(false);
  const name = person.name ?? person.email;
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="icon" variant="ghost" className="size-8 max-sm:size-9" title="Sign out everywhere">
          <LogOut aria-hidden />
          <span className="sr-only">Sign {person.email} out everywhere</span>
        </Button>
      </DialogTrigger>
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
          onDone={() => setOpen(false)}
        >
          <ReasonField />
        </ActionForm>
      </DialogContent>
    </Dialog>
  );
}
