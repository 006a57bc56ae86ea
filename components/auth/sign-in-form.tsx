"use client";

import { ActionForm } from "@/components/forms/action-form";
import { Field } from "@/components/forms/field";
import { signIn } from "./actions";
import { AuthLink } from "./auth-link";
import { PasswordField } from "./password-field";
import { keepTypedEmail } from "./typed-email";

/** @param next the path to go to afterwards. */
export function SignInForm({ next }: { next: string }) {
  return (
    <ActionForm action={signIn} label="Sign in" onInput={keepTypedEmail}>
      <input type="hidden" name="next" value={next} />
      <Field
        name="email"
        label="Email"
        type="email"
        inputMode="email"
        autoComplete="username webauthn"
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
    </ActionForm>
  );
}
