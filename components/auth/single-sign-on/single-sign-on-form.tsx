"use client";

import { ActionForm } from "@/components/forms/action-form";
import { Field } from "@/components/forms/field";
import { continueWithSso } from "./actions";

/** Asks for the work email. Its domain determines the identity provider. */
export function SingleSignOnForm({ next }: { next: string }) {
  return (
    <ActionForm action={continueWithSso} label="Continue">
      <input type="hidden" name="next" value={next} />
      <Field
        name="email"
        label="Work email"
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
    </ActionForm>
  );
}
