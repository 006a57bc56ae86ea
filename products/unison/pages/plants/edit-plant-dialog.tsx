"use client";

import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { toast } from "@/components/ui/sonner";
import type { PlantChange } from "@/products/unison/domain/inputs";
import { savePlant } from "@/products/unison/pages/actions";
import { PlantForm } from "./plant-form";

type EditPlantDialogProps = {
  plant: PlantChange;
  timeZones: readonly string[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export default function EditPlantDialog({ plant, timeZones, open, onOpenChange }: EditPlantDialogProps) {
  const { id, ...initial } = plant;
  const saved = () => {
    onOpenChange(false);
    toast.success("Saved.");
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Edit plant</DialogTitle>
          <DialogDescription>Change its name, location or time zone.</DialogDescription>
        </DialogHeader>
        <PlantForm
          initial={initial}
          timeZones={timeZones}
          save={(organization, input) => savePlant(organization, { id, ...input })}
          onSaved={saved}
        />
      </DialogContent>
    </Dialog>
  );
}
