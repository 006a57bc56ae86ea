"use client";

import { type ReactNode, useActionState, useState, useTransition } from "react";
import { StatefulForm } from "@/components/forms/action-form";
import { Field } from "@/components/forms/field";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { Interval } from "@/lib/catalog";
import { emptyForm, type FormState } from "@/lib/form-state";
import { startTrial, trialUsedBy } from "./actions";
import { AuthHeading } from "./auth-heading";
import { PasswordField } from "./password-field";
import { trialUsedWords } from "./trial-used-words";

type SignUpFormProps = {
  plan: string;
  interval: Interval | null;
  currency: string | null;
  /** The token of a sign-up link. */
  link: string | undefined;
  /** What the trial offers, under the heading. */
  offer: ReactNode;
};

/**
 * Plan, interval and currency as chosen on the pricing page are kept with the trial, and preselected when buying. Once the address is
 * typed, the form says if the company has already used its trial, before the rest is filled in; without script, once the form is sent.
 */
export function SignUpForm({ plan, interval, currency, link, offer }: SignUpFormProps) {
  const [state, send, pending] = useActionState(startTrial, emptyForm);
  const [used, check] = useUsedTrial(state);
  const refused = state.details?.reason === "trial_used";
  return (
    <>
      <AuthHeading title={used ? "Create your account" : "Start your free trial"}>{!used && offer}</AuthHeading>
      <StatefulForm
        state={state}
        send={send}
        pending={pending}
        problem={refused ? null : state.problem}
        label={used ? "Create account" : "Start free trial"}
      >
        <input type="hidden" name="plan" value={plan} />
        <input type="hidden" name="interval" value={interval ?? ""} />
        <input type="hidden" name="currency" value={currency ?? ""} />
        <input type="hidden" name="link" value={link ?? ""} />
        <input type="hidden" name="withoutTrial" value={used ?? ""} />
        <Field
          name="email"
          label="Work email"
          type="email"
          inputMode="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          onBlur={(event) => check(event.currentTarget.value)}
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
      </StatefulForm>
    </>
  );
}

/**
 * The domain of a company that has had its trial: as the form was answered, or as the server said since about what was typed.
 *
 * @returns it or null, and a function that asks about an address.
 */
function useUsedTrial(state: FormState) {
  const [checked, setChecked] = useState<{ since: FormState; domain: string | null }>();
  const [, startChecking] = useTransition();
  const check = (email: string) =>
    startChecking(async () => {
      const answer = email.includes("@") ? await trialUsedBy({ email }) : null;
      setChecked({ since: state, domain: answer?.ok ? answer.data : null });
    });
  const used = checked?.since === state ? checked.domain : usedIn(state);
  return [used, check] as const;
}

function usedIn({ details, values }: FormState): string | null {
  return details?.reason === "trial_used" ? String(details.domain) : values.withoutTrial || null;
}
