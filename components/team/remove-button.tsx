"use client";

import { Ellipsis } from "lucide-react";
import { lazy, Suspense } from "react";
import { type MemberAction, useMemberAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { toast } from "@/components/ui/sonner";
import { useLazyMenu } from "@/components/ui/use-lazy-menu";

const loadMenu = () => import("./remove-menu");
const RemoveMenu = lazy(loadMenu);

type RemoveButtonProps = { who: string; leaving?: boolean; remove: MemberAction };

/** Removing someone, or leaving, behind a menu: rare, and not to be hit by mistake. */
export function RemoveButton({ who, leaving = false, remove }: RemoveButtonProps) {
  const { button, menu, mounted } = useLazyMenu(loadMenu);
  const { run, pending } = useMemberAction(remove, {
    done: () => void toast.success(leaving ? "You left the team" : `${who} removed from the team`),
  });
  return (
    <div className="relative">
      <WriteButton {...button} variant="ghost" size="icon" pending={pending} aria-label={`More for ${who}`}>
        {!pending && <Ellipsis aria-hidden />}
      </WriteButton>
      {mounted && (
        <Suspense>
          <RemoveMenu {...menu} who={who} leaving={leaving} onConfirm={() => run(undefined)} />
        </Suspense>
      )}
    </div>
  );
}
