"use client";

import { ActionForm } from "@/components/forms/action-form";
import { setNewPassword } from "./actions";
import { PasswordField } from "./password-field";

export function NewPasswordForm({ token }: { token: string }) {
  return (
    <ActionForm action={setNewPassword} label="Set new password">
      <input type="hidden" name="token" value={token} />
      <PasswordField purpose="new" label="New password" />
    </ActionForm>
  );
}
