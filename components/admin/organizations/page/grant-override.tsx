"use client";

import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { GrantOverrideProps } from "./grant-override-dialog";

const loadDialog = () => import("./grant-override-dialog");
const GrantOverrideDialog = lazy(loadDialog);

export function GrantOverride(props: GrantOverrideProps) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  return (
    <>
      <Button size="sm" variant="outline" {...button}>
        Add override
      </Button>
      {mounted && (
        <Suspense>
          <GrantOverrideDialog {...props} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
