"use client";

import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { DeletedOrganization } from "./delete-organization-dialog";

const loadDialog = () => import("./delete-organization-dialog");
const DeleteOrganizationDialog = lazy(loadDialog);

/** Lists what will be deleted and asks for the name. */
export function DeleteOrganization({ isOwner, ...deleted }: DeletedOrganization & { isOwner: boolean }) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  if (!isOwner) return <p className="text-muted-foreground text-sm">Only an owner can delete the organization.</p>;
  return (
    <>
      <Button variant="destructive" {...button}>
        Delete organization
      </Button>
      {mounted && (
        <Suspense>
          <DeleteOrganizationDialog {...deleted} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
