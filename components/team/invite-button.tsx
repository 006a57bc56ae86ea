"use client";

import { UserPlus } from "lucide-react";
import { lazy, Suspense } from "react";
import { WriteButton } from "@/components/shell/writes";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { Role } from "@/lib/tenancy/members/roles";

const loadDialog = () => import("./invite-dialog");
const InviteDialog = lazy(loadDialog);

type InviteButtonProps = { roles: readonly Role[]; verified: boolean };

export function InviteButton({ roles, verified }: InviteButtonProps) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
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
    <>
      <WriteButton {...button}>
        <UserPlus aria-hidden /> Invite
      </WriteButton>
      {mounted && (
        <Suspense>
          <InviteDialog open={open} onOpenChange={setOpen} roles={roles} />
        </Suspense>
      )}
    </>
  );
}
