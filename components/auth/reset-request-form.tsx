"use client";

import { MailCheck } from "lucide-react";
import { ActionForm } from "@/components/forms/action-form";
import { Field } from "@/components/forms/field";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { sendResetLink } from "./actions";

export function ResetRequestForm() {
  return (
    <ActionForm action={sendResetLink} label="Send reset link" done={<Sent />}>
      <Field name="email" label="Email" type="email" inputMode="email" autoComplete="username" required />
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
