"use client";

import { Pencil } from "lucide-react";
import { lazy, Suspense } from "react";
import { WriteButton } from "@/components/shell/writes";
import { useLazyDialog } from "@/components/ui/use-lazy-dialog";
import type { PlantChange } from "@/products/unison/domain/inputs";

const loadDialog = () => import("./edit-plant-dialog");
const EditPlantDialog = lazy(loadDialog);

export function EditPlant(props: { plant: PlantChange; timeZones: readonly string[] }) {
  const { button, open, setOpen, mounted } = useLazyDialog(loadDialog);
  return (
    <>
      <WriteButton variant="outline" {...button}>
        <Pencil aria-hidden />
        Edit plant
      </WriteButton>
      {mounted && (
        <Suspense>
          <EditPlantDialog {...props} open={open} onOpenChange={setOpen} />
        </Suspense>
      )}
    </>
  );
}
