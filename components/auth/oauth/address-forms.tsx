"use client";

import { ActionForm } from "@/components/forms/action-form";
import { Field } from "@/components/forms/field";
import { confirmAddressCode, emailAddressCode } from "./actions";
import { EmailCodeField } from "./email-code-field";

/** Asks for the address to email a code to. */
export function AddressForm({ token, email, again }: { token: string; email: string; again: boolean }) {
  return (
    <ActionForm action={emailAddressCode} label={again ? "Send another code" : "Email me a code"}>
      <input type="hidden" name="token" value={token} />
      <Field
        name="email"
        label="Work email"
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        initial={email}
        required
      />
    </ActionForm>
  );
}

export function AddressCodeForm({ token }: { token: string }) {
  return (
    <ActionForm action={confirmAddressCode} label="Continue">
      <input type="hidden" name="token" value={token} />
      <EmailCodeField />
    </ActionForm>
  );
}
