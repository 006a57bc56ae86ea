"use client";

import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";

const loadDialog = () => import("./external-id-dialog");
const ExternalIdDialog = lazy(loadDialog);

export type EditExternalIdProps = { organization: { id: string; name: string; externalId: string | null } };

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
