"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { showFieldErrors } from "@/components/shell/form-errors";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { toast } from "@/components/ui/sonner";
import type { ActionResult } from "@/lib/action";
import { renamePersonSchema } from "@/lib/auth/input";
import { renameSchema } from "@/lib/tenancy/input";

type NameFormProps = {
  kind: "organization" | "person";
  label: string;
  name: string;
  save: (input: { name: string }) => Promise<ActionResult<void>>;
  readOnly?: boolean;
  note?: string | undefined;
};

export function NameForm({ kind, label, name, save, readOnly = false, note }: NameFormProps) {
  const schema = kind === "organization" ? renameSchema : renamePersonSchema;
  const form = useForm<{ name: string }>({ resolver: zodResolver(schema), defaultValues: { name } });
  const { run, pending } = useAction(save, {
    done: () => {
      form.reset(form.getValues());
      toast.success("Saved.");
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
          autoComplete={kind === "person" ? "name" : "organization"}
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
