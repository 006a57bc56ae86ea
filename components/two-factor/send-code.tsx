"use client";

import { ActionButton } from "@/components/auth/action-button";
import { emailConfirmationCode } from "./actions";

/** Emails a code to someone without a password. */
export function SendCode({ email }: { email: string }) {
  return (
    <div className="grid gap-3">
      <p className="wrap-anywhere text-muted-foreground text-sm">
        You don't have a password, so we'll email a code to {email}.
      </p>
      <ActionButton action={emailConfirmationCode} doneLabel="Code sent" variant="outline">
        Email me a code
      </ActionButton>
    </div>
  );
}
