"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm, useWatch } from "react-hook-form";
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
  DialogTrigger,
} from "@/components/ui/dialog";
import { SelectField, TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import type { OverrideActions } from "../actions";
import { emptyDraft, type OverrideDraft, overrideDraftSchema, overrideOf } from "./override-draft";

export type OverrideSubjects = Readonly<Record<"features" | "meters", readonly { key: string; name: string }[]>>;

type GrantOverrideProps = Pick<OverrideActions, "grant"> & { subjects: OverrideSubjects };

/** Grants a feature or a limit beside the plan. */
export function GrantOverride({ grant, subjects }: GrantOverrideProps) {
  const [open, setOpen] = useState(false);
  const form = useForm<OverrideDraft>({ resolver: zodResolver(overrideDraftSchema), defaultValues: emptyDraft });
  const { run, pending } = useAction(grant, {
    done: () => {
      form.reset();
      setOpen(false);
      toast.success("Granted. It holds from now on.");
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  const submit = form.handleSubmit((draft) => run(overrideOf(draft)));
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm" variant="outline">
          Grant
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Grant beside the plan</DialogTitle>
          <DialogDescription>
            It has the last word over plan and add-ons, from this moment, and is written to the audit log.
          </DialogDescription>
        </DialogHeader>
        <Form {...form}>
          <form method="post" onSubmit={submit} noValidate className="grid gap-5">
            <SubjectField subjects={subjects} />
            <GrantedField />
            <TextField name="reason" label="Reason" maxLength={200} hint="The customer reads it on their usage page." />
            <TextField name="until" label="Until" type="date" hint="Ends as that day begins (UTC); empty: for good." />
            <DialogFooter>
              <Button type="submit" pending={pending}>
                Grant
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
    <SelectField name="subject" label="What">
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
function GrantedField() {
  const subject: string = useWatch({ name: "subject" });
  if (!subject.startsWith("feature:")) {
    return <TextField name="limit" label="Limit" inputMode="numeric" hint="Empty: no limit." autoComplete="off" />;
  }
  return (
    <SelectField name="enabled" label="The feature is">
      <option value="on">on</option>
      <option value="off">off</option>
    </SelectField>
  );
}
