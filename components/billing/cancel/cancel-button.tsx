"use client";

import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { CancelProps } from "./cancel-dialog";

const loadDialog = () => import("./cancel-dialog");
const CancelDialog = lazy(loadDialog);

export function CancelButton(props: CancelProps) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  return (
    <>
      <Button {...button} variant="ghost">
        Cancel plan
      </Button>
      {mounted && (
        <Suspense>
          <CancelDialog {...props} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
