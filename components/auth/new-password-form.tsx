"use client";

import type { ActionResult } from "@/lib/action";
import { newPasswordFormSchema } from "@/lib/auth/input";
import { AuthForm } from "./auth-form";
import { PasswordField } from "./password-field";
import { useAuthForm } from "./use-auth-form";

type NewPasswordFormProps = {
  token: string;
  action: (input: { token: string; password: string }) => Promise<ActionResult>;
};

export function NewPasswordForm({ token, action }: NewPasswordFormProps) {
  const { form, pending, submit } = useAuthForm(newPasswordFormSchema, { action });
  return (
    <AuthForm form={form} submit={submit} pending={pending} label="Set new password">
      <input type="hidden" value={token} {...form.register("token")} />
      <PasswordField purpose="new" label="New password" />
    </AuthForm>
  );
}
