"use client";

import type { ActionResult } from "@/lib/action";
import { type SignUpInput, signUpSchema } from "@/lib/auth/input";
import { AuthForm } from "./auth-form";
import { Field } from "./field";
import { PasswordField } from "./password-field";
import { useAuthForm } from "./use-auth-form";

type SignUpFormProps = { plan: string; action: (input: SignUpInput) => Promise<ActionResult> };

export function SignUpForm({ plan, action }: SignUpFormProps) {
  const { form, pending, submit } = useAuthForm(signUpSchema, { action });
  return (
    <AuthForm form={form} submit={submit} pending={pending} label="Start free trial">
      <input type="hidden" value={plan} {...form.register("plan")} />
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
    </AuthForm>
  );
}
