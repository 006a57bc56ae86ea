"use client";

import { useActionState } from "react";
import { StatefulForm } from "@/components/forms/action-form";
import { Field } from "@/components/forms/field";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { emptyForm } from "@/lib/form-state";
import { trialUsedWords } from "../trial-used-words";
import { completeSignUp } from "./actions";

type CompleteSignUpFormProps = {
  token: string;
  /** The domain of a company that has had its trial. */
  usedTrial: string | null;
};

/** Asks for what a provider doesn't tell us: the company. */
export function CompleteSignUpForm({ token, usedTrial }: CompleteSignUpFormProps) {
  const [state, send, pending] = useActionState(completeSignUp, emptyForm);
  const refused = state.details?.reason === "trial_used";
  const used = refused ? String(state.details?.domain) : usedTrial;
  return (
    <StatefulForm
      state={state}
      send={send}
      pending={pending}
      problem={refused ? null : state.problem}
      label={used ? "Create account" : "Start free trial"}
    >
      <input type="hidden" name="token" value={token} />
      <input type="hidden" name="withoutTrial" value={used ?? ""} />
      {used && (
        <Alert variant="warning">
          <AlertTitle>Your company has had its free trial</AlertTitle>
          <AlertDescription>{trialUsedWords(used)}</AlertDescription>
        </Alert>
      )}
      <Field name="company" label="Company" autoComplete="organization" maxLength={100} required />
    </StatefulForm>
  );
}
