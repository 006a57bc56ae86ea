"use client";

import { Plus } from "lucide-react";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useBlock, WriteButton } from "@/components/shell/writes";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { toast } from "@/components/ui/sonner";
import type { Place } from "@/products/unison/domain";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";
import { addWorkOrder } from "@/products/unison/pages/actions";
import { WorkOrderForm } from "./work-order-form";

/** The dialog is part of the URL (`?new=true`), so that other pages can link to it. */
export function NewWorkOrder({ places, plantId }: { places: readonly Place[]; plantId?: string }) {
  const [open, setOpen] = useQueryState("new", parseAsBoolean.withDefault(false));
  const blocked = useBlock() !== null;
  const [first] = places;
  if (!first) return null;
  const initial = {
    title: "",
    product: "",
    quantity: 1,
    priority: "normal" as const,
    plantId: plantId ?? first.id,
    departmentId: "",
    dueOn: "",
    laneId: "",
    plannedMinutes: "",
  };
  return (
    <Dialog open={open && !blocked} onOpenChange={(next) => setOpen(next || null)}>
      <DialogTrigger asChild>
        <WriteButton>
          <Plus aria-hidden />
          Create work order
        </WriteButton>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Create work order</DialogTitle>
          <DialogDescription>It starts as “To do”.</DialogDescription>
        </DialogHeader>
        <WorkOrderForm
          initial={initial}
          places={places}
          save={addWorkOrder}
          onSaved={({ number }) => {
            setOpen(null);
            toast.success(`${workOrderName(number)} created`);
          }}
          cancel={
            <DialogClose asChild>
              <Button type="button" variant="outline">
                Cancel
              </Button>
            </DialogClose>
          }
        />
      </DialogContent>
    </Dialog>
  );
}
