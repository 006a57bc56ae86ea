"use client";

import { signUpSchema } from "@/lib/auth/input";
import type { Interval } from "@/lib/catalog";
import { startTrial } from "./actions";
import { AuthForm } from "./auth-form";
import { Field } from "./field";
import { PasswordField } from "./password-field";
import { useAuthForm } from "./use-auth-form";

type SignUpFormProps = { plan: string; interval: Interval | null };

/** Plan and interval as chosen on the pricing page are kept with the trial, and preselected when buying. */
export function SignUpForm({ plan, interval }: SignUpFormProps) {
  const { form, pending, submit } = useAuthForm(signUpSchema, { action: startTrial });
  return (
    <AuthForm form={form} submit={submit} pending={pending} label="Start free trial">
      <input type="hidden" value={plan} {...form.register("plan")} />
      <input type="hidden" value={interval ?? ""} {...form.register("interval")} />
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
