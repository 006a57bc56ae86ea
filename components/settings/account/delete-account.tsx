"use client";

import { lazy, Suspense } from "react";
import { WriteButton } from "@/components/shell/writes";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";

const loadDialog = () => import("./delete-account-dialog");
const DeleteAccountDialog = lazy(loadDialog);

/** Lists what will be deleted and asks for the address. */
export function DeleteAccount({ email }: { email: string }) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  return (
    <>
      <WriteButton variant="destructive" {...button}>
        Delete account
      </WriteButton>
      {mounted && (
        <Suspense>
          <DeleteAccountDialog email={email} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
