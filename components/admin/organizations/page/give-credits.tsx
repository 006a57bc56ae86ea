"use client";

import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { GiveCreditsProps } from "./give-credits-dialog";

const loadDialog = () => import("./give-credits-dialog");
const GiveCreditsDialog = lazy(loadDialog);

export function GiveCredits(props: GiveCreditsProps) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  return (
    <>
      <Button size="sm" variant="outline" {...button}>
        Add credits
      </Button>
      {mounted && (
        <Suspense>
          <GiveCreditsDialog {...props} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
