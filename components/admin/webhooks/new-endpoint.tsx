"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { useSchemaResolver } from "@/components/forms/use-schema-resolver";
import { RevealSecret } from "@/components/keys/reveal-secret";
import { showFieldErrors } from "@/components/shell/form-errors";
import { ReadyForm } from "@/components/shell/ready-form";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { SelectField, TextField } from "@/components/ui/fields";
import { Form, FormField, FormItem, FormMessage } from "@/components/ui/form";
import type { CreateEndpointInput } from "@/lib/webhooks/input";
import { createEndpoint } from "./actions";

type OfferedEvent = { type: CreateEndpointInput["events"][number]; description: string };

/** Adds a webhook endpoint and shows its signing secret once. */
export function NewEndpoint({ events: offered }: { events: readonly OfferedEvent[] }) {
  const [secret, setSecret] = useState<string>();
  const form = useForm<CreateEndpointInput>({
    resolver: useSchemaResolver(async () => (await import("@/lib/webhooks/input")).createEndpointSchema),
    defaultValues: { url: "", description: "", events: [], format: "standard" },
  });
  const { run, pending } = useAction(createEndpoint, {
    done: (created) => {
      form.reset();
      setSecret(created.secret);
    },
    failed: (failure) => showFieldErrors(form, failure),
  });
  return (
    <Form {...form}>
      <ReadyForm method="post" onSubmit={form.handleSubmit((values) => run(values))} className="grid gap-5">
        <TextField name="url" label="URL" type="url" placeholder="https://api.example.com/gatehouse" maxLength={500} />
        <TextField name="description" label="Name" hint="Shown in this list." maxLength={100} autoComplete="off" />
        <SelectField name="format" label="Format" hint="Chat tools accept plain text only.">
          <option value="standard">Signed JSON</option>
          <option value="slack">Chat message (Slack)</option>
        </SelectField>
        <FormField
          control={form.control}
          name="events"
          render={({ field }) => (
            <FormItem>
              <fieldset className="grid gap-3">
                <legend className="mb-2 font-medium text-sm">Events</legend>
                {offered.map((event) => (
                  <EventChoice
                    key={event.type}
                    event={event}
                    isChosen={field.value.includes(event.type)}
                    onChange={(on) =>
                      field.onChange(
                        offered
                          .map(({ type }) => type)
                          .filter((type) => (type === event.type ? on : field.value.includes(type))),
                      )
                    }
                  />
                ))}
              </fieldset>
              <FormMessage />
            </FormItem>
          )}
        />
        <Button type="submit" pending={pending} className="justify-self-start">
          Add endpoint
        </Button>
      </ReadyForm>
      <RevealSecret signs value={secret} onClose={() => setSecret(undefined)} />
    </Form>
  );
}

type EventChoiceProps = { event: OfferedEvent; isChosen: boolean; onChange: (on: boolean) => void };

function EventChoice({ event: { type, description }, isChosen, onChange }: EventChoiceProps) {
  const id = `event-${type}`;
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox id={id} className="mt-0.5" checked={isChosen} onCheckedChange={(on) => onChange(on === true)} />
      <label htmlFor={id} className="grid gap-0.5 text-sm">
        <code className="font-mono text-xs leading-5">{type}</code>
        <span className="text-muted-foreground text-xs">{description}</span>
      </label>
    </div>
  );
}
