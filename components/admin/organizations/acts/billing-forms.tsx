"use client";

import { useWatch } from "react-hook-form";
import { type CancelReason, cancelReasonWords } from "@/components/billing/cancel/cancel-reasons";
import { SelectField, TextField } from "@/components/ui/fields";
import { formatUtcDate } from "@/lib/dates";
import { ActionForm } from "../../action-form";
import { ReasonField } from "../../reason-field";
import { SwitchField } from "../../switch-field";
import { cancelPlan, giveComplimentaryPlan, resumePlan, syncNow } from "../actions";
import type { ActProps } from "./act-props";

type CancelValues = { when: "period_end" | "now"; feedback: CancelReason; discardScheduled: boolean; reason: string };

export function CancelForm({ organization: { id, name }, onDone }: ActProps) {
  return (
    <ActionForm<CancelValues, { outcome: string; at: Date }>
      defaultValues={{ when: "period_end", feedback: "other", discardScheduled: false, reason: "" }}
      action={(given) => cancelPlan(id, given)}
      confirm="Cancel plan"
      destructive
      success={({ outcome, at }) =>
        outcome === "ended" ? `${name}'s plan has ended` : `${name}'s plan ends on ${formatUtcDate(at)}`
      }
      onDone={onDone}
    >
      <SelectField name="when" label="When">
        <option value="period_end">At the end of the paid period</option>
        <option value="now">Now, and invoice overage so far</option>
      </SelectField>
      <SelectField name="feedback" label="Why the customer is leaving" hint="For the churn report.">
        {Object.entries(cancelReasonWords).map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </SelectField>
      <SwitchField
        name="discardScheduled"
        label="Discard what is scheduled in Stripe"
        hint="Needed only if someone arranged a change for this customer there."
      />
      <ReasonField />
    </ActionForm>
  );
}

export function ResumeForm({ organization: { id, name }, onDone }: ActProps) {
  return (
    <ActionForm
      defaultValues={{ reason: "" }}
      action={(given) => resumePlan(id, given)}
      confirm="Keep plan"
      success={`${name}'s plan will renew`}
      onDone={onDone}
    >
      <ReasonField />
    </ActionForm>
  );
}

type ComplimentaryValues = { plan: string; forever: boolean; months: string; reason: string };

export function ComplimentaryForm({ organization: { id, name }, offers, trial, onDone }: ActProps) {
  return (
    <ActionForm<ComplimentaryValues, { endsAt: Date | null }>
      defaultValues={{ plan: trial?.plan ?? offers[0]?.key ?? "", forever: false, months: "3", reason: "" }}
      action={({ plan, forever, months, reason }) =>
        giveComplimentaryPlan(id, { plan, months: forever ? null : Number(months), reason })
      }
      confirm="Give plan"
      success={({ endsAt }) =>
        endsAt ? `${name} has a complimentary plan until ${formatUtcDate(endsAt)}` : `${name} has a complimentary plan`
      }
      onDone={onDone}
    >
      <SelectField name="plan" label="Plan">
        {offers.map(({ key, name: plan }) => (
          <option key={key} value={key}>
            {plan}
          </option>
        ))}
      </SelectField>
      <SwitchField name="forever" label="No end" />
      <MonthsField />
      <ReasonField />
    </ActionForm>
  );
}

function MonthsField() {
  const forever: boolean = useWatch({ name: "forever" });
  if (forever) return null;
  return (
    <TextField
      name="months"
      label="Months"
      type="number"
      min={1}
      max={60}
      className="max-w-40"
      hint="Then it ends. Nothing is charged."
    />
  );
}

export function SyncForm({ organization: { id, name }, onDone }: ActProps) {
  return (
    <ActionForm
      defaultValues={{}}
      action={() => syncNow(id, {})}
      confirm="Sync now"
      success={`${name} is in sync with Stripe`}
      onDone={onDone}
    >
      {null}
    </ActionForm>
  );
}
