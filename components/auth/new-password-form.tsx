"use client";

import { newPasswordFormSchema } from "@/lib/auth/input";
import { setNewPassword } from "./actions";
import { AuthForm } from "./auth-form";
import { PasswordField } from "./password-field";
import { useAuthForm } from "./use-auth-form";

export function NewPasswordForm({ token }: { token: string }) {
  const { form, pending, submit } = useAuthForm(newPasswordFormSchema, { action: setNewPassword });
  return (
    <AuthForm form={form} submit={submit} pending={pending} label="Set new password">
      <input type="hidden" value={token} {...form.register("token")} />
      <PasswordField purpose="new" label="New password" />
    </AuthForm>
  );
}
