"use client";

import { Pencil } from "lucide-react";
import { useState } from "react";
import { WriteButton } from "@/components/shell/writes";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { toast } from "@/components/ui/sonner";
import type { PlantChange } from "@/products/unison/domain/inputs";
import { savePlant } from "@/products/unison/pages/actions";
import { PlantForm } from "./plant-form";

export function EditPlant({ plant, timeZones }: { plant: PlantChange; timeZones: readonly string[] }) {
  const [open, setOpen] = useState(false);
  const { id, ...initial } = plant;
  const saved = () => {
    setOpen(false);
    toast.success("Saved.");
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <WriteButton variant="outline">
          <Pencil aria-hidden />
          Edit plant
        </WriteButton>
      </DialogTrigger>
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
