"use client";

import { type ReactNode, useState, useTransition } from "react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { emailSchema, signUpSchema } from "@/lib/auth/input";
import type { Interval } from "@/lib/catalog";
import { startTrial, trialUsedBy } from "./actions";
import { AuthForm } from "./auth-form";
import { AuthHeading } from "./auth-heading";
import { Field } from "./field";
import { PasswordField } from "./password-field";
import { trialUsedWords } from "./trial-used-words";
import { useAuthForm } from "./use-auth-form";

type SignUpFormProps = {
  plan: string;
  interval: Interval | null;
  /** The token of a sign-up link. */
  link: string | undefined;
  /** What the trial offers, under the heading. */
  offer: ReactNode;
};

/**
 * Plan and interval as chosen on the pricing page are kept with the trial, and preselected when buying. Once the address is
 * typed, a company that has had its trial is told so, before the rest is filled in.
 */
export function SignUpForm({ plan, interval, link, offer }: SignUpFormProps) {
  const [used, setUsed] = useState<string | null>(null);
  const [, startChecking] = useTransition();
  const { form, pending, submit } = useAuthForm(signUpSchema, {
    action: startTrial,
    failed: ({ details: { reason, domain } }) => {
      if (reason !== "trial_used") return false;
      setUsed(String(domain));
      return true;
    },
  });
  const check = (typed: string) =>
    startChecking(async () => {
      const email = emailSchema.safeParse(typed);
      const answer = email.success ? await trialUsedBy({ email: email.data }) : null;
      setUsed(answer?.ok ? answer.data : null);
    });
  return (
    <>
      <AuthHeading title={used ? "Create your account" : "Start your free trial"}>{!used && offer}</AuthHeading>
      <AuthForm form={form} submit={submit} pending={pending} label={used ? "Create account" : "Start free trial"}>
        <input type="hidden" value={plan} {...form.register("plan")} />
        <input type="hidden" value={interval ?? ""} {...form.register("interval")} />
        <input type="hidden" value={link ?? ""} {...form.register("link")} />
        <input type="hidden" value={used ?? ""} key={used} {...form.register("withoutTrial")} />
        <Field
          name="email"
          label="Work email"
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          onBlurCapture={(event) => check(event.currentTarget.value)}
        />
        <div role="status" className="empty:hidden">
          {used && (
            <Alert variant="warning">
              <AlertTitle>Your company has had its free trial</AlertTitle>
              <AlertDescription>{trialUsedWords(used)}</AlertDescription>
            </Alert>
          )}
        </div>
        <Field name="company" label="Company" autoComplete="organization" maxLength={100} required />
        <PasswordField purpose="new" personal={["company", "email"]} />
      </AuthForm>
    </>
  );
}
