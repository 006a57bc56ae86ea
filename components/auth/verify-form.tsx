"use client";

import { ActionForm } from "@/components/forms/action-form";
import { verify } from "./actions";
import { PasswordField } from "./password-field";

/** Asks for a click, and for the password unless the account is signed in: a mail scanner that opens the link can give neither. */
export function VerifyForm({ token, signedIn }: { token: string; signedIn: boolean }) {
  return (
    <ActionForm action={verify} label="Verify email">
      <input type="hidden" name="token" value={token} />
      {!signedIn && <PasswordField purpose="current" />}
    </ActionForm>
  );
}
