"use client";

import { Plus } from "lucide-react";
import { parseAsBoolean, useQueryState } from "nuqs";
import { lazy, Suspense } from "react";
import { useBlock, WriteButton } from "@/components/shell/writes";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { Place } from "@/products/unison/domain";

const loadDialog = () => import("./new-work-order-dialog");
const NewWorkOrderDialog = lazy(loadDialog);

/** The dialog is part of the URL (`?new=true`), so that other pages can link to it. */
export function NewWorkOrder({ places, plantId }: { places: readonly Place[]; plantId?: string }) {
  const [inUrl, setInUrl] = useQueryState("new", parseAsBoolean.withDefault(false));
  const blocked = useBlock() !== null;
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog, {
    open: inUrl && !blocked,
    setOpen: (next) => void setInUrl(next || null),
  });
  const [first] = places;
  if (!first) return null;
  return (
    <>
      <WriteButton {...button}>
        <Plus aria-hidden />
        Create work order
      </WriteButton>
      {mounted && (
        <Suspense>
          <NewWorkOrderDialog open={open} onOpenChange={setOpen} places={places} plantId={plantId ?? first.id} />
        </Suspense>
      )}
    </>
  );
}
