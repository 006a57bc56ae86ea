"use client";

import { MailCheck } from "lucide-react";
import { useState } from "react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { resetRequestSchema } from "@/lib/auth/input";
import { sendResetLink } from "./actions";
import { AuthForm } from "./auth-form";
import { Field } from "./field";
import { useAuthForm } from "./use-auth-form";

export function ResetRequestForm() {
  const [sent, setSent] = useState(false);
  const { form, pending, submit } = useAuthForm(resetRequestSchema, {
    action: sendResetLink,
    done: () => setSent(true),
  });
  if (sent) {
    return (
      <Alert variant="success">
        <MailCheck aria-hidden />
        <AlertTitle>Check your inbox</AlertTitle>
        <AlertDescription>If an account exists for this email, we sent a link to reset the password.</AlertDescription>
      </Alert>
    );
  }
  return (
    <AuthForm form={form} submit={submit} pending={pending} label="Send reset link">
      <Field name="email" label="Email" type="email" inputMode="email" autoComplete="username" required />
    </AuthForm>
  );
}
