"use client";

import { LogOut, UserMinus } from "lucide-react";
import { useState } from "react";
import ConfirmDialog from "@/components/shell/confirm-dialog";
import { AnchoredMenu, type AnchoredMenuProps } from "@/components/ui/anchored-menu";
import { DropdownMenuItem } from "@/components/ui/dropdown-menu";

type RemoveMenuProps = AnchoredMenuProps & { who: string; leaving: boolean; onConfirm: () => void };

/** The menu, and the question that follows. */
export default function RemoveMenu({ who, leaving, onConfirm, ...menu }: RemoveMenuProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <AnchoredMenu {...menu} align="end">
        <DropdownMenuItem variant="destructive" onSelect={() => setAsking(true)}>
          {leaving ? <LogOut aria-hidden /> : <UserMinus aria-hidden />}
          {leaving ? "Leave team…" : "Remove from team…"}
        </DropdownMenuItem>
      </AnchoredMenu>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={leaving ? "Leave this team?" : `Remove ${who}?`}
        description={
          leaving
            ? "You lose access right away. Your work stays. To return, you need a new invitation."
            : "They lose access right away and their seat is freed. Their work stays."
        }
        confirm={leaving ? "Leave team" : "Remove"}
        onConfirm={onConfirm}
      />
    </>
  );
}
