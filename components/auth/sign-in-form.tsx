"use client";

import { signInSchema } from "@/lib/auth/input";
import { signIn } from "./actions";
import { AuthForm } from "./auth-form";
import { AuthLink } from "./auth-link";
import { Field } from "./field";
import { PasswordField } from "./password-field";
import { useAuthForm } from "./use-auth-form";

/** @param next the path to go to afterwards. */
export function SignInForm({ next }: { next: string }) {
  const { form, pending, submit } = useAuthForm(signInSchema, { action: (input) => signIn(next, input) });
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
        purpose="current"
        aside={
          <AuthLink href="/reset" className="text-sm">
            Forgot password?
          </AuthLink>
        }
      />
    </AuthForm>
  );
}
