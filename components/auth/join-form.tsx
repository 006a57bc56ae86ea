"use client";

import { ActionForm } from "@/components/forms/action-form";
import { Field } from "@/components/forms/field";
import { join } from "./actions";
import { PasswordField } from "./password-field";

export function JoinForm({ token, email }: { token: string; email: string }) {
  return (
    <ActionForm action={join} label="Join">
      <input type="hidden" name="token" value={token} />
      {/* Tells a password manager which login to save. */}
      <input type="text" hidden readOnly autoComplete="username" value={email} />
      <Field name="name" label="Your name" autoComplete="name" maxLength={100} required />
      <PasswordField purpose="new" personal={["name"]} />
    </ActionForm>
  );
}
