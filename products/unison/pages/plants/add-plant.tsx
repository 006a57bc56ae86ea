"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense } from "react";
import { WriteButton } from "@/components/shell/writes";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";

const loadDialog = () => import("./add-plant-dialog");
const AddPlantDialog = lazy(loadDialog);

export function AddPlant({ timeZones }: { timeZones: readonly string[] }) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  return (
    <>
      <WriteButton {...button}>
        <Plus aria-hidden />
        Add plant
      </WriteButton>
      {mounted && (
        <Suspense>
          <AddPlantDialog open={open} onOpenChange={setOpen} timeZones={timeZones} />
        </Suspense>
      )}
    </>
  );
}
