"use client";

import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { toast } from "@/components/ui/sonner";
import type { Place } from "@/products/unison/domain";
import { workOrderName } from "@/products/unison/domain/work-orders/work-order";
import { addWorkOrder } from "@/products/unison/pages/actions";
import { WorkOrderForm } from "./work-order-form";

type NewWorkOrderDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  places: readonly Place[];
  plantId: string;
};

export default function NewWorkOrderDialog({ open, onOpenChange, places, plantId }: NewWorkOrderDialogProps) {
  const initial = {
    title: "",
    product: "",
    quantity: 1,
    priority: "normal" as const,
    plantId,
    departmentId: "",
    dueOn: "",
    laneId: "",
    plannedMinutes: "",
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
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
            onOpenChange(false);
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
