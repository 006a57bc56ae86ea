"use client";

import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { toast } from "@/components/ui/sonner";
import type { Place, WorkOrderRow } from "@/products/unison/domain";
import { saveWorkOrder } from "@/products/unison/pages/actions";
import { WorkOrderForm } from "./work-order-form";

/** What others change meanwhile replaces what the form shows: saving it would undo their change. */
export function EditWorkOrder({ order, places }: { order: WorkOrderRow; places: readonly Place[] }) {
  const { id, title, product, quantity, priority, plantId, departmentId, dueOn, laneId, plannedMinutes } = order;
  const shown = {
    title,
    product,
    quantity,
    priority,
    plantId,
    departmentId: departmentId ?? "",
    dueOn: dueOn ?? "",
    laneId: laneId ?? "",
    plannedMinutes: plannedMinutes ?? "",
  };
  return (
    <Card>
      <CardHeader>
        <CardTitle>Details</CardTitle>
      </CardHeader>
      <CardContent>
        <WorkOrderForm
          key={JSON.stringify(shown)}
          initial={shown}
          places={places}
          save={(organization, input) => saveWorkOrder(organization, { id, seen: shown, ...input })}
          onSaved={() => toast.success("Saved.")}
        />
      </CardContent>
    </Card>
  );
}
