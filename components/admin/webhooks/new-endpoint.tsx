"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { inCode } from "@/components/api/in-code";
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

type EventType = CreateEndpointInput["events"][number];
type OfferedEvent = { type: EventType; description: string };

/** Adds a webhook endpoint and shows its signing secret once. */
export function NewEndpoint({ events }: { events: readonly OfferedEvent[] }) {
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
              <fieldset className="grid gap-5">
                <legend className="mb-2 font-medium text-sm">Events</legend>
                {groups.map((group) => (
                  <EventGroup
                    key={group.title}
                    {...group}
                    events={events}
                    chosen={field.value}
                    onChange={field.onChange}
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

/** Which events belong together, by what their names begin with. */
const groups = [
  { title: "Subscriptions and trials", subjects: ["subscription", "trial"] },
  { title: "Usage", subjects: ["limit"] },
  { title: "Payments", subjects: ["payment", "invoice", "dispute"] },
  { title: "Alerts and notices", subjects: ["alert", "notice"] },
];

type EventGroupProps = {
  title: string;
  subjects: readonly string[];
  events: readonly OfferedEvent[];
  chosen: readonly string[];
  onChange: (types: EventType[]) => void;
};

function EventGroup({ title, subjects, events, chosen, onChange }: EventGroupProps) {
  const offered = events.filter(({ type }) => subjects.some((subject) => type.startsWith(`${subject}.`)));
  const types = offered.map(({ type }) => type);
  const id = `events-${types[0]}`;
  const on = types.filter((type) => chosen.includes(type)).length;
  const choose = (changed: readonly EventType[], checked: boolean) =>
    onChange(
      events.map(({ type }) => type).filter((type) => (changed.includes(type) ? checked : chosen.includes(type))),
    );
  return (
    <fieldset aria-labelledby={`${id}-title`} className="grid gap-2.5">
      <div className="flex items-center gap-2.5 border-b pb-2">
        <Checkbox
          id={id}
          checked={on === types.length || (on > 0 && "indeterminate")}
          onCheckedChange={(checked) => choose(types, checked === true)}
        />
        <label id={`${id}-title`} htmlFor={id} className="font-medium text-sm">
          {title}
        </label>
        <span className="ml-auto figures text-muted-foreground text-xs">
          {on} of {types.length}
        </span>
      </div>
      {offered.map((event) => (
        <EventChoice
          key={event.type}
          event={event}
          checked={chosen.includes(event.type)}
          onChange={(checked) => choose([event.type], checked)}
        />
      ))}
    </fieldset>
  );
}

type EventChoiceProps = { event: OfferedEvent; checked: boolean; onChange: (checked: boolean) => void };

function EventChoice({ event: { type, description }, checked, onChange }: EventChoiceProps) {
  const id = `event-${type}`;
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox id={id} className="mt-0.5" checked={checked} onCheckedChange={(on) => onChange(on === true)} />
      <label htmlFor={id} className="grid gap-0.5 text-sm">
        <code className="font-mono text-xs leading-5">{type}</code>
        <span className="text-muted-foreground text-xs">{inCode(description)}</span>
      </label>
    </div>
  );
}
