"use client";

import { Ellipsis, LogOut, UserMinus } from "lucide-react";
import { useState } from "react";
import { type MemberAction, useMemberAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import {
  AlertDialog,
  AlertDialogAction,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/sonner";

type RemoveButtonProps = { who: string; leaving?: boolean; remove: MemberAction };

/** Removing someone, or leaving, behind a menu: rare, and not to be hit by mistake. */
export function RemoveButton({ who, leaving = false, remove }: RemoveButtonProps) {
  const [asking, setAsking] = useState(false);
  const { run, pending } = useMemberAction(remove, {
    done: () => void toast.success(leaving ? "You left the team" : `${who} removed from the team`),
  });
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <WriteButton variant="ghost" size="icon" pending={pending} aria-label={`More for ${who}`}>
            {!pending && <Ellipsis aria-hidden />}
          </WriteButton>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem variant="destructive" onSelect={() => setAsking(true)}>
            {leaving ? <LogOut aria-hidden /> : <UserMinus aria-hidden />}
            {leaving ? "Leave team…" : "Remove from team…"}
          </DropdownMenuItem>
        </DropdownMenuContent>
      </DropdownMenu>
      <AlertDialog open={asking} onOpenChange={setAsking}>
        <AlertDialogContent>
          <AlertDialogHeader>
            <AlertDialogTitle>{leaving ? "Leave this team?" : `Remove ${who}?`}</AlertDialogTitle>
            <AlertDialogDescription>
              {leaving
                ? "You lose access right away. Your work stays. To return, you need a new invitation."
                : "They lose access right away and their seat is freed. Their work stays."}
            </AlertDialogDescription>
          </AlertDialogHeader>
          <AlertDialogFooter>
            <AlertDialogCancel>Cancel</AlertDialogCancel>
            <AlertDialogAction variant="destructive" onClick={() => run(undefined)}>
              {leaving ? "Leave team" : "Remove"}
            </AlertDialogAction>
          </AlertDialogFooter>
        </AlertDialogContent>
      </AlertDialog>
    </>
  );
}
