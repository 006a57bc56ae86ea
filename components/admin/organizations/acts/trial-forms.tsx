"use client";

import { SelectField, TextField } from "@/components/ui/fields";
import { formatUtcDate } from "@/lib/dates";
import { formatCount } from "@/lib/numbers";
import { ActionForm } from "../../action-form";
import { ReasonField } from "../../reason-field";
import { endSessions, extendTrial, reactivateOrganization, setTrial, suspendOrganization } from "../actions";
import type { ActProps } from "./act-props";

export function ExtendTrialForm({ organization: { id, name }, trial, onDone }: ActProps) {
  return (
    <ActionForm
      defaultValues={{ days: "7", reason: "" }}
      action={({ days, reason }) => extendTrial(id, { days: Number(days), reason })}
      confirm="Extend trial"
      success={({ trialEndsAt }) => `${name}'s trial was extended to ${formatUtcDate(trialEndsAt)}`}
      onDone={onDone}
    >
      <TextField
        name="days"
        label="Days"
        type="number"
        min={1}
        max={90}
        className="max-w-40"
        hint={trial ? `1 to 90. Ends on ${formatUtcDate(trial.endsAt)} so far.` : "1 to 90"}
      />
      <ReasonField />
    </ActionForm>
  );
}

export function SetTrialForm({ organization: { id, name }, offers, trial, onDone }: ActProps) {
  return (
    <ActionForm
      defaultValues={{ days: String(trial?.days ?? 14), plan: trial?.plan ?? "", reason: "" }}
      action={({ days, plan, reason }) => setTrial(id, { days: Number(days), plan, reason })}
      confirm="Set trial"
      success={({ trialEndsAt }) => `${name}'s trial now ends on ${formatUtcDate(trialEndsAt)}`}
      onDone={onDone}
    >
      <TextField
        name="days"
        label="Length in days"
        type="number"
        min={1}
        max={730}
        className="max-w-40"
        hint="1 to 730, from the trial's start"
      />
      <SelectField name="plan" label="Plan on trial">
        {offers.map(({ key, name: plan }) => (
          <option key={key} value={key}>
            {plan}
          </option>
        ))}
      </SelectField>
      <ReasonField />
    </ActionForm>
  );
}

export function SuspendForm({ organization: { id, name }, onDone }: ActProps) {
  return (
    <ActionForm
      defaultValues={{ reason: "" }}
      action={(given) => suspendOrganization(id, given)}
      confirm="Suspend"
      destructive
      success={`${name} suspended`}
      onDone={onDone}
    >
      <ReasonField />
    </ActionForm>
  );
}

export function ReactivateForm({ organization: { id, name }, onDone }: ActProps) {
  return (
    <ActionForm
      defaultValues={{ reason: "" }}
      action={(given) => reactivateOrganization(id, given)}
      confirm="Reactivate"
      success={`${name} reactivated`}
      onDone={onDone}
    >
      <ReasonField />
    </ActionForm>
  );
}

export function EndSessionsForm({ organization: { id }, onDone }: ActProps) {
  return (
    <ActionForm
      defaultValues={{ reason: "" }}
      action={(given) => endSessions(id, given)}
      confirm="Sign everyone out"
      destructive
      success={({ ended }) => (ended === 0 ? "No one was signed in" : `${formatCount(ended, "session")} ended`)}
      onDone={onDone}
    >
      <ReasonField />
    </ActionForm>
  );
}
