"use client";

import { joinSchema } from "@/lib/auth/input";
import { join } from "./actions";
import { AuthForm } from "./auth-form";
import { Field } from "./field";
import { PasswordField } from "./password-field";
import { useAuthForm } from "./use-auth-form";

export function JoinForm({ token, email }: { token: string; email: string }) {
  const { form, pending, submit } = useAuthForm(joinSchema, { action: join });
  return (
    <AuthForm form={form} submit={submit} pending={pending} label="Join">
      <input type="hidden" value={token} {...form.register("token")} />
      {/* Tells a password manager which login to save. */}
      <input type="text" hidden readOnly autoComplete="username" value={email} />
      <Field name="name" label="Your name" autoComplete="name" maxLength={100} required />
      <PasswordField purpose="new" personal={["name"]} />
    </AuthForm>
  );
}
