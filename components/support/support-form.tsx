"use client";

import { useId } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { ChoiceField } from "@/components/forms/choice-fields";
import { Field } from "@/components/forms/field";
import { useFields } from "@/components/forms/fields-context";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import { topicLabels } from "@/lib/support/topics";
import { sendRequest } from "./actions";

type SupportFormProps = {
  /** Of someone who is signed in. */
  person?: { name: string; email: string } | undefined;
  organizations: readonly { id: string; name: string }[];
  topic?: string | undefined;
};

/** Works without script. */
export function SupportForm({ person, organizations, topic }: SupportFormProps) {
  const [only, ...others] = organizations;
  return (
    <ActionForm action={sendRequest} label="Send message">
      <div className="grid gap-5 sm:grid-cols-2">
        <Field name="name" label="Your name" autoComplete="name" maxLength={100} initial={person?.name} required />
        <Field
          name="email"
          label="Email"
          type="email"
          inputMode="email"
          autoComplete="email"
          initial={person?.email}
          hint="We reply to this address."
          required
        />
      </div>
      <ChoiceField name="topic" label="Topic" defaultValue={topic ?? ""} required className="h-11">
        <option value="" disabled>
          Choose a topic
        </option>
        {Object.entries(topicLabels).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </ChoiceField>
      {others.length > 0 ? (
        <ChoiceField name="organization" label="Organization" defaultValue={only?.id} className="h-11">
          {organizations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="">None of them</option>
        </ChoiceField>
      ) : (
        <input type="hidden" name="organization" value={only?.id ?? ""} />
      )}
      <MessageField />
      <Trap />
    </ActionForm>
  );
}

function MessageField() {
  const id = useId();
  const { propsOf, errorOf } = useFields();
  const error = errorOf("message");
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={id}>Message</Label>
      <Textarea
        {...propsOf("message")}
        id={id}
        className="min-h-40"
        maxLength={4_000}
        required
        aria-invalid={Boolean(error)}
        aria-describedby={error ? `${id}-error` : `${id}-hint`}
      />
      {error ? (
        <p id={`${id}-error`} className="text-destructive-ink text-sm">
          {error}
        </p>
      ) : (
        <p id={`${id}-hint`} className="text-muted-foreground text-sm">
          Don't include passwords, keys or card numbers.
        </p>
      )}
    </div>
  );
}

/** For programs that fill in every field. Not for people, screen readers, browsers or password managers. */
function Trap() {
  return (
    <div className="hidden" aria-hidden="true">
      <label>
        Leave this field empty
        <input
          type="text"
          name="leave_empty"
          defaultValue=""
          tabIndex={-1}
          autoComplete="off"
          data-1p-ignore
          data-lpignore="true"
          data-bwignore
        />
      </label>
    </div>
  );
}
