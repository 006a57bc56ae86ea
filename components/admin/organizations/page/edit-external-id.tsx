"use client";

import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { EditExternalIdProps } from "./external-id-dialog";

const loadDialog = () => import("./external-id-dialog");
const ExternalIdDialog = lazy(loadDialog);

/** Sets, changes or removes an organization's external ID. */
export function EditExternalId({ organization }: EditExternalIdProps) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  return (
    <>
      <Button size="sm" variant="outline" {...button}>
        Edit<span className="sr-only"> external ID</span>
      </Button>
      {mounted && (
        <Suspense>
          <ExternalIdDialog organization={organization} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
