"use client";

import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import type { Role } from "@/lib/tenancy/members/roles";
import { InviteForm } from "./invite-form";

type InviteDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; roles: readonly Role[] };

export default function InviteDialog({ open, onOpenChange, roles }: InviteDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Invite a teammate</DialogTitle>
          <DialogDescription>They'll get an email with a link that expires in 7 days.</DialogDescription>
        </DialogHeader>
        <InviteForm roles={roles} onInvited={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}
