"use client";

import { useForm } from "react-hook-form";
import type { z } from "zod";
import { RegisteredFields } from "@/components/forms/registered-fields";
import { useSchemaResolver } from "@/components/forms/use-schema-resolver";
import { showFieldErrors } from "@/components/shell/form-errors";
import { ReadyForm } from "@/components/shell/ready-form";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { type MemberAction, useMemberAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Form } from "@/components/ui/form";
import type { PlantInput, plantSchema } from "@/products/unison/domain/inputs";
import { PlantFields } from "./plant-fields";

type PlantFormProps = {
  initial: PlantInput;
  timeZones: readonly string[];
  save: MemberAction<PlantInput, unknown>;
  onSaved: () => void;
};

/** A form in a dialog, to add or edit a plant. */
export function PlantForm({ initial, timeZones, save, onSaved }: PlantFormProps) {
  const form = useForm<z.input<typeof plantSchema>, unknown, PlantInput>({
    resolver: useSchemaResolver(async () => (await import("@/products/unison/domain/inputs")).plantSchema),
    defaultValues: initial,
  });
  const { run, pending, refusal, clearRefusal } = useMemberAction(save, {
    done: onSaved,
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <Form {...form}>
      <ReadyForm onSubmit={form.handleSubmit(run)} className="grid gap-4">
        <RegisteredFields>
          <PlantFields timeZones={timeZones} />
        </RegisteredFields>
        <DialogFooter>
          <DialogClose asChild>
            <Button type="button" variant="outline">
              Cancel
            </Button>
          </DialogClose>
          <Button type="submit" pending={pending}>
            Save
          </Button>
        </DialogFooter>
      </ReadyForm>
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </Form>
  );
}
