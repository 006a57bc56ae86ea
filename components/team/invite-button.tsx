"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { WriteButton } from "@/components/shell/writes";
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
import { InviteForm } from "./invite-form";

type InviteButtonProps = { roles: readonly Role[]; verified: boolean };

export function InviteButton({ roles, verified }: InviteButtonProps) {
  const [open, setOpen] = useState(false);
  if (!verified) {
    return (
      <div className="grid justify-items-start gap-1 sm:justify-items-end">
        <Button disabled aria-describedby="invite-unverified">
          <UserPlus aria-hidden /> Invite
        </Button>
        <p id="invite-unverified" className="text-muted-foreground text-xs">
          Verify your email address to invite teammates.
        </p>
      </div>
    );
  }
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <WriteButton>
          <UserPlus aria-hidden /> Invite
        </WriteButton>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Invite a teammate</DialogTitle>
          <DialogDescription>They'll get an email with a link that expires in 7 days.</DialogDescription>
        </DialogHeader>
        <InviteForm roles={roles} onInvited={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}
