"use client";

import { BookmarkPlus } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";

const loadDialog = () => import("./save-view-dialog");
const SaveViewDialog = lazy(loadDialog);

/** The filters, the order and the columns that are shown, under a name. */
export function SaveView() {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  return (
    <>
      <Button {...button} variant="outline" size="sm">
        <BookmarkPlus aria-hidden />
        Save view
      </Button>
      {mounted && (
        <Suspense>
          <SaveViewDialog open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
