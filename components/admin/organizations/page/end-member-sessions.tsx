"use client";

import { LogOut } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { EndMemberSessionsProps } from "./end-member-sessions-dialog";

const loadDialog = () => import("./end-member-sessions-dialog");
const EndMemberSessionsDialog = lazy(loadDialog);

/** Signs one member out, such as after a lost laptop. */
export function EndMemberSessions(props: EndMemberSessionsProps) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  return (
    <>
      <Button size="icon" variant="ghost" className="size-8 max-sm:size-9" title="Sign out everywhere" {...button}>
        <LogOut aria-hidden />
        <span className="sr-only">Sign {props.person.email} out everywhere</span>
      </Button>
      {mounted && (
        <Suspense>
          <EndMemberSessionsDialog {...props} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
