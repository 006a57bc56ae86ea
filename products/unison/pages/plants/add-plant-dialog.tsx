"use client";

import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { toast } from "@/components/ui/sonner";
import { addPlant } from "@/products/unison/pages/actions";
import { PlantForm } from "./plant-form";

type AddPlantDialogProps = { open: boolean; onOpenChange: (open: boolean) => void; timeZones: readonly string[] };

export default function AddPlantDialog({ open, onOpenChange, timeZones }: AddPlantDialogProps) {
  const saved = () => {
    onOpenChange(false);
    toast.success("Plant added");
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Add a plant</DialogTitle>
          <DialogDescription>
            It comes with four departments, three lanes and a day shift, so you can start right away.
          </DialogDescription>
        </DialogHeader>
        <PlantForm
          initial={{ name: "", location: "", timeZone: browserTimeZone(timeZones) }}
          timeZones={timeZones}
          save={addPlant}
          onSaved={saved}
        />
      </DialogContent>
    </Dialog>
  );
}

/** The browser's time zone, if the list has it. */
function browserTimeZone(known: readonly string[]): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return known.includes(zone) ? zone : "UTC";
}
