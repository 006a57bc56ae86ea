"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { KeyOnce } from "@/components/settings/key-once";
import { showFieldErrors } from "@/components/shell/form-errors";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { TextField } from "@/components/ui/fields";
import { Form, FormField, FormItem, FormMessage } from "@/components/ui/form";
import { type CreatePlatformKeyInput, createPlatformKeySchema, type Scope, scopeNames } from "@/lib/keys/input";
import type { PlatformKeyActions } from "./actions";

const scopeWords: Readonly<Record<Scope, string>> = {
  "usage:write": "Report usage",
  "usage:read": "Read usage and limits",
  "features:read": "Ask which features an organization has",
};

/** Makes a key for the founder's own servers, and shows it this once. */
export function NewPlatformKey({ createKey }: Pick<PlatformKeyActions, "createKey">) {
  const [made, setMade] = useState<string>();
  const form = useForm<CreatePlatformKeyInput>({
    resolver: zodResolver(createPlatformKeySchema),
    defaultValues: { name: "", scopes: [...scopeNames] },
  });
  const { run, pending } = useAction(createKey, {
    done: ({ key }) => {
      form.reset();
      setMade(key);
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <Form {...form}>
      <form method="post" onSubmit={form.handleSubmit((values) => run(values))} noValidate className="grid gap-5">
        <TextField name="name" label="Name" maxLength={60} autoComplete="off" />
        <FormField
          control={form.control}
          name="scopes"
          render={({ field }) => (
            <FormItem>
              <fieldset className="grid gap-2.5">
                <legend className="mb-2 font-medium text-sm">What it may do</legend>
                {scopeNames.map((scope) => (
                  <ScopeChoice key={scope} scope={scope} chosen={field.value} onChange={field.onChange} />
                ))}
              </fieldset>
              <FormMessage />
            </FormItem>
          )}
        />
        <Button type="submit" pending={pending} className="justify-self-start">
          Make a key
        </Button>
      </form>
      <KeyOnce value={made} onClose={() => setMade(undefined)} />
    </Form>
  );
}

type ScopeChoiceProps = { scope: Scope; chosen: readonly Scope[]; onChange: (scopes: Scope[]) => void };

function ScopeChoice({ scope, chosen, onChange }: ScopeChoiceProps) {
  const id = `scope-${scope}`;
  const toggle = (on: boolean) => onChange(scopeNames.filter((name) => (name === scope ? on : chosen.includes(name))));
  return (
    <div className="flex items-center gap-2.5">
      <Checkbox id={id} checked={chosen.includes(scope)} onCheckedChange={(on) => toggle(on === true)} />
      <label htmlFor={id} className="flex flex-wrap items-baseline gap-x-2 text-sm">
        {scopeWords[scope]} <code className="font-mono text-muted-foreground text-xs">{scope}</code>
      </label>
    </div>
  );
}
