"use client";

import type { ReactNode } from "react";
import { useForm } from "react-hook-form";
import type { z } from "zod";
import { useSchemaResolver } from "@/components/forms/use-schema-resolver";
import { showFieldErrors } from "@/components/shell/form-errors";
import { ReadyForm } from "@/components/shell/ready-form";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { type MemberAction, useMemberAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { Place } from "@/products/unison/domain";
import type { WorkOrderInput, workOrderSchema } from "@/products/unison/domain/inputs";
import { WorkOrderFields } from "./work-order-fields";

export type WorkOrderValues = z.input<typeof workOrderSchema>;

type WorkOrderFormProps<Data> = {
  initial: WorkOrderValues;
  places: readonly Place[];
  save: MemberAction<WorkOrderInput, Data>;
  onSaved: (data: Data) => void;
  /** Shown next to the save button. */
  cancel?: ReactNode;
};

/** A form to create or edit a work order. */
export function WorkOrderForm<Data>({ initial, places, save, onSaved, cancel }: WorkOrderFormProps<Data>) {
  const form = useForm<WorkOrderValues, unknown, WorkOrderInput>({
    resolver: useSchemaResolver(async () => (await import("@/products/unison/domain/inputs")).workOrderSchema),
    defaultValues: initial,
  });
  const { run, pending, refusal, clearRefusal } = useMemberAction(save, {
    done: onSaved,
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <Form {...form}>
      <ReadyForm onSubmit={form.handleSubmit(run)} className="grid gap-5">
        <WorkOrderFields places={places} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          {cancel}
          <Button type="submit" pending={pending}>
            Save
          </Button>
        </div>
      </ReadyForm>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </Form>
  );
}
