"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { useSchemaResolver } from "@/components/forms/use-schema-resolver";
import { LifetimeField, ScopesField } from "@/components/keys/key-fields";
import { daysOf } from "@/components/keys/key-words";
import { RevealSecret } from "@/components/keys/reveal-secret";
import { showFieldErrors } from "@/components/shell/form-errors";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/fields";
import { Form } from "@/components/ui/form";
import type { Scope } from "@/lib/keys/input";
import { createKey } from "./actions";
import type { NewPlatformKeyDraft } from "./new-platform-key-draft";

type NewPlatformKeyProps = {
  scopes: readonly Scope[];
  /** Those of a new key unless others are chosen. */
  defaultScopes: readonly Scope[];
};

/** Creates a platform key and shows it once. */
export function NewPlatformKey({ scopes, defaultScopes }: NewPlatformKeyProps) {
  const [created, setCreated] = useState<string>();
  const form = useForm<NewPlatformKeyDraft>({
    resolver: useSchemaResolver(async () => (await import("./new-platform-key-draft")).draftSchema),
    defaultValues: { name: "", scopes: [...defaultScopes], days: "" },
  });
  const { run, pending } = useAction(createKey, {
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
        <TextField name="name" label="Name" maxLength={60} autoComplete="off" />
        <ScopesField scopes={scopes} />
        <LifetimeField />
        <Button type="submit" pending={pending} className="justify-self-start">
          Create key
        </Button>
      </form>
      <RevealSecret value={created} onClose={() => setCreated(undefined)} />
    </Form>
  );
}
