"use client";

import { EmailCodeField } from "@/components/auth/oauth/email-code-field";
import { PasswordField } from "@/components/auth/password-field";
import { ActionForm } from "@/components/forms/action-form";
import { confirmOnPage } from "./actions";
import { CodeField } from "./code-field";
import { SendCode } from "./send-code";

type ConfirmFormProps = { next: string; by: "code" | "password" | "emailCode"; email: string };

/** Asks the person to confirm their identity, then shows the page at `next`. */
export function ConfirmForm({ next, by, email }: ConfirmFormProps) {
  return (
    <div className="grid gap-5">
      {by === "emailCode" && <SendCode email={email} />}
      <ActionForm action={confirmOnPage} label="Continue">
        <input type="hidden" name="next" value={next} />
        {by === "code" && <CodeField either hint="From your authenticator app, or one of your recovery codes." />}
        {by === "emailCode" && <EmailCodeField />}
        {by === "password" && (
          <>
            <input type="text" hidden readOnly autoComplete="username" value={email} />
            <PasswordField purpose="current" />
          </>
        )}
      </ActionForm>
    </div>
  );
}
