"use client";

import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { toast } from "@/components/ui/sonner";
import type { Place, WorkOrderRow } from "@/products/unison/domain";
import { saveWorkOrder } from "@/products/unison/pages/actions";
import { WorkOrderForm } from "./work-order-form";

export function EditWorkOrder({ order, places }: { order: WorkOrderRow; places: readonly Place[] }) {
  const { id, title, product, quantity, priority, plantId, departmentId, dueOn, laneId, plannedMinutes } = order;
  return (
    <Card>
      <CardHeader>
        <CardTitle>Details</CardTitle>
      </CardHeader>
      <CardContent>
        <WorkOrderForm
          initial={{
            title,
            product,
            quantity,
            priority,
            plantId,
            departmentId: departmentId ?? "",
            dueOn: dueOn ?? "",
            laneId: laneId ?? "",
            plannedMinutes: plannedMinutes ?? "",
          }}
          places={places}
          save={(organization, input) => saveWorkOrder(organization, { id, ...input })}
          onSaved={() => toast.success("Saved.")}
        />
      </CardContent>
    </Card>
  );
}
