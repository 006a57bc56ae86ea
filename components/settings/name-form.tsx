"use client";

import { useForm } from "react-hook-form";
import { useSchemaResolver } from "@/components/forms/use-schema-resolver";
import { showFieldErrors } from "@/components/shell/form-errors";
import { useMemberAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import { saveOrganizationName, savePersonName } from "./actions";

type NameFormProps = {
  kind: "organization" | "person";
  label: string;
  name: string;
  readOnly?: boolean;
  note?: string | undefined;
};

const kinds = {
  organization: {
    loadSchema: async () => (await import("@/lib/tenancy/input")).renameSchema,
    save: saveOrganizationName,
    autoComplete: "organization",
  },
  person: {
    loadSchema: async () => (await import("@/lib/auth/input")).renamePersonSchema,
    save: (_organization: string, input: { name: string }) => savePersonName(input),
    autoComplete: "name",
  },
} as const;

export function NameForm({ kind, label, name, readOnly = false, note }: NameFormProps) {
  const { loadSchema, save, autoComplete } = kinds[kind];
  const form = useForm<{ name: string }>({
    resolver: useSchemaResolver<{ name: string }, { name: string }>(loadSchema),
    defaultValues: { name },
  });
  const { run, pending } = useMemberAction(save, {
    done: () => {
      form.reset(form.getValues());
      toast.success("Name saved");
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <Form {...form}>
      <form
        method="post"
        onSubmit={form.handleSubmit((values) => run(values))}
        noValidate
        className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_auto]"
      >
        <TextField
          name="name"
          label={label}
          hint={note}
          maxLength={100}
          readOnly={readOnly}
          autoComplete={autoComplete}
        />
        {!readOnly && (
          <Button type="submit" variant="outline" pending={pending} className="sm:mt-6.5">
            Save
          </Button>
        )}
      </form>
    </Form>
  );
}
