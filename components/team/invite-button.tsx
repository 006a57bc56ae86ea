"use client";

import { UserPlus } from "lucide-react";
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
import type { Role } from "@/lib/tenancy/members/roles";
import type { TeamActions } from "./actions";
import { InviteForm } from "./invite-form";

type InviteButtonProps = { roles: readonly Role[]; verified: boolean; invite: TeamActions["invite"] };

export function InviteButton({ roles, verified, invite }: InviteButtonProps) {
  const [open, setOpen] = useState(false);
  if (!verified) {
    return (
      <div className="grid justify-items-start gap-1 sm:justify-items-end">
        <Button disabled aria-describedby="invite-unverified">
          <UserPlus aria-hidden /> Invite
        </Button>
        <p id="invite-unverified" className="text-muted-foreground text-xs">
          Verify your e-mail address to invite others.
        </p>
      </div>
    );
  }
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <UserPlus aria-hidden /> Invite
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Invite to the team</DialogTitle>
          <DialogDescription>They get an e-mail with a link that works for seven days.</DialogDescription>
        </DialogHeader>
        <InviteForm roles={roles} invite={invite} onInvited={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
