"use client";

import { MailCheck } from "lucide-react";
import { useState } from "react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { ActionResult } from "@/lib/action";
import { resetRequestSchema } from "@/lib/auth/input";
import { AuthForm } from "./auth-form";
import { Field } from "./field";
import { useAuthForm } from "./use-auth-form";

type ResetRequestFormProps = { action: (input: { email: string }) => Promise<ActionResult> };

export function ResetRequestForm({ action }: ResetRequestFormProps) {
  const [sent, setSent] = useState(false);
  const { form, pending, submit } = useAuthForm(resetRequestSchema, { action, done: () => setSent(true) });
  if (sent) {
    return (
      <Alert variant="success">
        <MailCheck aria-hidden />
        <AlertTitle>Check your inbox</AlertTitle>
        <AlertDescription>If an account has this address, a link to set a new password is on its way.</AlertDescription>
      </Alert>
    );
  }
  return (
    <AuthForm form={form} submit={submit} pending={pending} label="Send the link">
      <Field name="email" label="Email" type="email" inputMode="email" autoComplete="username" required />
    </AuthForm>
  );
}
