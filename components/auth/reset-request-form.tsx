"use client";

import { MailCheck } from "lucide-react";
import { ActionForm } from "@/components/forms/action-form";
import { Field } from "@/components/forms/field";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { sendResetLink } from "./actions";
import { useTypedEmail } from "./typed-email";

/** Starts with the address that was typed into the sign-in form. */
export function ResetRequestForm() {
  const typed = useTypedEmail();
  return (
    <ActionForm action={sendResetLink} label="Send reset link" done={<Sent />}>
      <Field
        // It's known in the browser alone, and an uncontrolled field takes its first value once.
        key={typed === "" ? "empty" : "typed"}
        name="email"
        label="Email"
        type="email"
        inputMode="email"
        autoComplete="username"
        initial={typed}
        required
      />
    </ActionForm>
  );
}

function Sent() {
  return (
    <Alert variant="success">
      <MailCheck aria-hidden />
      <AlertTitle>Check your inbox</AlertTitle>
      <AlertDescription>If an account exists for this email, we sent a link to reset the password.</AlertDescription>
    </Alert>
  );
}
