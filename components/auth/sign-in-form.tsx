"use client";

import type { ActionResult } from "@/lib/action";
import { type SignInInput, signInSchema } from "@/lib/auth/input";
import { AuthForm } from "./auth-form";
import { AuthLink } from "./auth-link";
import { Field } from "./field";
import { PasswordField } from "./password-field";
import { useAuthForm } from "./use-auth-form";

export function SignInForm({ action }: { action: (input: SignInInput) => Promise<ActionResult> }) {
  const { form, pending, submit } = useAuthForm(signInSchema, { action });
  return (
    <AuthForm form={form} submit={submit} pending={pending} label="Sign in">
      <Field
        name="email"
        label="Email"
        type="email"
        inputMode="email"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <PasswordField
        purpose="present"
        aside={
          <AuthLink href="/reset" className="text-sm">
            Forgot it?
          </AuthLink>
        }
      />
    </AuthForm>
  );
}
