"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { ChangePlanProps } from "./change-plan-dialog";

const loadDialog = () => import("./change-plan-dialog");
const ChangePlanDialog = lazy(loadDialog);

/** The dialog starts open if a link requested a plan. */
export function ChangePlanButton(props: ChangePlanProps) {
  const [open, setOpen] = useState(props.requested !== undefined);
  const { button, mounted } = useLazyDialog(loadDialog, { open, setOpen });
  return (
    <>
      <Button {...button}>Change plan</Button>
      {mounted && (
        <Suspense>
          <ChangePlanDialog {...props} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
