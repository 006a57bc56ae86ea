"use client";

import type { ActionResult } from "@/lib/action";
import { type JoinInput, joinSchema } from "@/lib/auth/input";
import { AuthForm } from "./auth-form";
import { Field } from "./field";
import { PasswordField } from "./password-field";
import { useAuthForm } from "./use-auth-form";

type JoinFormProps = { token: string; email: string; action: (input: JoinInput) => Promise<ActionResult> };

export function JoinForm({ token, email, action }: JoinFormProps) {
  const { form, pending, submit } = useAuthForm(joinSchema, { action });
  return (
    <AuthForm form={form} submit={submit} pending={pending} label="Join">
      <input type="hidden" value={token} {...form.register("token")} />
      {/* For the password manager, which stores the password under it. */}
      <input type="text" hidden readOnly autoComplete="username" value={email} />
      <Field name="name" label="Your name" autoComplete="name" maxLength={100} required />
      <PasswordField purpose="new" personal={["name"]} />
    </AuthForm>
  );
}
