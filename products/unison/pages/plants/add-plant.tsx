"use client";

import { Plus } from "lucide-react";
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
import { addPlant } from "@/products/unison/pages/actions";
import { PlantForm } from "./plant-form";

export function AddPlant({ timeZones }: { timeZones: readonly string[] }) {
  const [open, setOpen] = useState(false);
  const saved = () => {
    setOpen(false);
    toast.success("Plant added");
  };
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <WriteButton>
          <Plus aria-hidden />
          Add plant
        </WriteButton>
      </DialogTrigger>
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
