"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { showFieldErrors } from "@/components/shell/form-errors";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { createApiKeySchema } from "@/lib/keys/input";
import type { SettingsActions } from "./actions";
import { KeyOnce } from "./key-once";

/** Makes a key, and shows it this once. */
export function NewKey({ createKey }: Pick<SettingsActions, "createKey">) {
  const [made, setMade] = useState<string>();
  const form = useForm<{ name: string }>({ resolver: zodResolver(createApiKeySchema), defaultValues: { name: "" } });
  const { run, pending, refusal, clearRefusal } = useAction(createKey, {
    done: ({ key }) => {
      form.reset();
      setMade(key);
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
        <TextField name="name" label="Name of the new key" maxLength={60} autoComplete="off" />
        <Button type="submit" variant="outline" pending={pending} className="sm:mt-6.5">
          Make a key
        </Button>
      </form>
      <KeyOnce value={made} onClose={() => setMade(undefined)} />
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </Form>
  );
}
