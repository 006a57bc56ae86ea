"use client";

import { useForm, useWatch } from "react-hook-form";
import { useSchemaResolver } from "@/components/forms/use-schema-resolver";
import { showFieldErrors } from "@/components/shell/form-errors";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import type { GrantOverrideInput } from "@/lib/entitlements/overrides/override-input";
import { SwitchField } from "../../switch-field";
import { grantOverride } from "../actions";
import { emptyDraft, overrideOf } from "./override-draft";
import type { OverrideDraft } from "./override-draft-schema";

export type OverrideSubjects = Readonly<Record<"features" | "meters", readonly { key: string; name: string }[]>>;

export type GrantOverrideProps = { organizationId: string; subjects: OverrideSubjects };

type GrantOverrideDialogProps = GrantOverrideProps & { open: boolean; onOpenChange: (open: boolean) => void };

export default function GrantOverrideDialog({
  organizationId,
  subjects,
  open,
  onOpenChange,
}: GrantOverrideDialogProps) {
  const form = useForm<OverrideDraft>({
    resolver: useSchemaResolver(async () => (await import("./override-draft-schema")).overrideDraftSchema),
    defaultValues: emptyDraft,
  });
  const { run, pending } = useAction((input: GrantOverrideInput) => grantOverride(organizationId, input), {
    done: () => {
      form.reset();
      onOpenChange(false);
      toast.success("Override added");
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  const submit = form.handleSubmit((draft) => run(overrideOf(draft)));
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Add override</DialogTitle>
          <DialogDescription>
            It takes precedence over plan and add-ons right away, and is recorded in the audit log.
          </DialogDescription>
        </DialogHeader>
        <Form {...form}>
          <form method="post" onSubmit={submit} noValidate className="grid gap-5">
            <SubjectField subjects={subjects} />
            <ValueField />
            <TextField name="reason" label="Reason" maxLength={200} hint="The customer sees it on their usage page." />
            <TextField
              name="until"
              label="Until"
              type="date"
              hint="Ends at the start of this day (UTC). Leave empty for no end date."
            />
            <DialogFooter>
              <Button type="submit" pending={pending}>
                Add override
              </Button>
            </DialogFooter>
          </form>
        </Form>
      </DialogContent>
    </Dialog>
  );
}

function SubjectField({ subjects: { features, meters } }: Pick<GrantOverrideProps, "subjects">) {
  return (
    <SelectField name="subject" label="Limit or feature">
      <option value="">Choose a limit or a feature</option>
      <optgroup label="Limits">
        {meters.map(({ key, name }) => (
          <option key={key} value={`meter:${key}`}>
            {name}
          </option>
        ))}
      </optgroup>
      <optgroup label="Features">
        {features.map(({ key, name }) => (
          <option key={key} value={`feature:${key}`}>
            {name}
          </option>
        ))}
      </optgroup>
    </SelectField>
  );
}

/** A limit for a meter, on or off for a feature. */
function ValueField() {
  const subject: string = useWatch({ name: "subject" });
  const unlimited: boolean = useWatch({ name: "unlimited" });
  if (!subject.startsWith("feature:")) {
    return (
      <div className="grid gap-4">
        <SwitchField name="unlimited" label="Unlimited" />
        {!unlimited && <TextField name="limit" label="Limit" inputMode="numeric" autoComplete="off" />}
      </div>
    );
  }
  return (
    <SelectField name="enabled" label="Feature">
      <option value="on">On</option>
      <option value="off">Off</option>
    </SelectField>
  );
}
