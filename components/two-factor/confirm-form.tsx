"use client";

import { PasswordField } from "@/components/auth/password-field";
import { ActionForm } from "@/components/forms/action-form";
import { confirmOnPage } from "./actions";
import { CodeField } from "./code-field";

/** Asks who is there, then shows the page at `next`. */
export function ConfirmForm({ next, code, email }: { next: string; code: boolean; email: string }) {
  return (
    <ActionForm action={confirmOnPage} label="Continue">
      <input type="hidden" name="next" value={next} />
      {code ? (
        <CodeField either hint="From your authenticator app, or one of your recovery codes." />
      ) : (
        <>
          <input type="text" hidden readOnly autoComplete="username" value={email} />
          <PasswordField purpose="current" />
        </>
      )}
    </ActionForm>
  );
}
