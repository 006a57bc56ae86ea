"use client";

import { ActionForm } from "@/components/forms/action-form";
import { Field } from "@/components/forms/field";
import { startTrial } from "./actions";
import { PasswordField } from "./password-field";

export function SignUpForm({ plan }: { plan: string }) {
  return (
    <ActionForm action={startTrial} label="Start free trial">
      <input type="hidden" name="plan" value={plan} />
      <Field name="company" label="Company" autoComplete="organization" maxLength={100} required />
      <Field
        name="email"
        label="Work email"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <PasswordField purpose="new" personal={["company", "email"]} />
    </ActionForm>
  );
}
