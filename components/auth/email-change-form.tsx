"use client";

import { ActionForm } from "@/components/forms/action-form";
import { confirmNewEmail } from "./actions";

/** A button, so that mail scanners that open every link confirm nothing. */
export function EmailChangeForm({ token }: { token: string }) {
  return (
    <ActionForm action={confirmNewEmail} label="Confirm the change">
      <input type="hidden" name="token" value={token} />
    </ActionForm>
  );
}
