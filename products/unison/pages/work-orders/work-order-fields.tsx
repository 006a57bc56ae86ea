"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { SelectField, TextField } from "@/components/ui/fields";
import type { Place } from "@/products/unison/domain";
import { priorityLabels, workOrderPriorities } from "@/products/unison/domain/work-orders/work-order";

/** The fields of a work order. Changing the plant clears the department and the lane, which belong to the old plant. */
export function WorkOrderFields({ places }: { places: readonly Place[] }) {
  const { setValue } = useFormContext();
  const plantId = useWatch({ name: "plantId" });
  const { departments = [], lanes = [] } = places.find(({ id }) => id === plantId) ?? {};
  return (
    <div className="grid gap-4 sm:grid-cols-6">
      <TextField
        name="title"
        label="Title"
        placeholder="Conveyor frame, welded"
        maxLength={160}
        className="sm:col-span-6"
      />
      <TextField name="product" label="Product" placeholder="CF-2200" maxLength={120} className="sm:col-span-4" />
      <TextField
        name="quantity"
        label="Quantity"
        type="number"
        inputMode="numeric"
        min={1}
        step={1}
        className="sm:col-span-2"
      />
      <SelectField
        name="plantId"
        label="Plant"
        className="sm:col-span-3"
        onChangeCapture={() => {
          setValue("departmentId", "");
          setValue("laneId", "");
        }}
      >
        {places.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField name="departmentId" label="Department" className="sm:col-span-3">
        <option value="">None</option>
        {departments.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField name="laneId" label="Lane" className="sm:col-span-3">
        <option value="">Not assigned</option>
        {lanes.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField name="priority" label="Priority" className="sm:col-span-3">
        {workOrderPriorities.map((priority) => (
          <option key={priority} value={priority}>
            {priorityLabels[priority]}
          </option>
        ))}
      </SelectField>
      <TextField name="dueOn" label="Due date" type="date" className="sm:col-span-3" />
      <TextField
        name="plannedMinutes"
        label="Planned time (minutes)"
        type="number"
        inputMode="numeric"
        min={1}
        step={1}
        className="sm:col-span-3"
      />
    </div>
  );
}
