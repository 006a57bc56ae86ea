"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { useSchemaResolver } from "@/components/forms/use-schema-resolver";
import { LifetimeField, ScopesField } from "@/components/keys/key-fields";
import { daysOf } from "@/components/keys/key-words";
import { RevealSecret } from "@/components/keys/reveal-secret";
import { showFieldErrors } from "@/components/shell/form-errors";
import { RefusalDialog } from "@/components/shell/refusal-dialog";
import { useMemberAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import { createKey } from "../actions";
import type { NewKeyDraft } from "./new-key-draft";

/** Creates a key and shows it once. */
export function NewKey({ scopes: offered }: { scopes: readonly NewKeyDraft["scopes"][number][] }) {
  const [created, setCreated] = useState<string>();
  const form = useForm<NewKeyDraft>({
    resolver: useSchemaResolver(async () => (await import("./new-key-draft")).draftSchema),
    defaultValues: { name: "", scopes: [...offered], days: "" },
  });
  const { run, pending, refusal, clearRefusal } = useMemberAction(createKey, {
    done: ({ key }) => {
      form.reset();
      setCreated(key);
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  const submit = form.handleSubmit(({ days, ...draft }) => run({ ...draft, expiresInDays: daysOf(days) }));
  return (
    <Form {...form}>
      <form method="post" onSubmit={submit} noValidate className="grid gap-5">
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <TextField name="name" label="Name" maxLength={60} autoComplete="off" />
          <LifetimeField />
        </div>
        <ScopesField scopes={offered} />
        <Button type="submit" variant="outline" pending={pending} className="justify-self-start">
          Create key
        </Button>
      </form>
      <RevealSecret value={created} onClose={() => setCreated(undefined)} />
      <RefusalDialog failure={refusal} onClose={clearRefusal} />
    </Form>
  );
}
