"use client";

import { ActionForm } from "@/components/forms/action-form";
import { ChoiceField } from "@/components/forms/choice-fields";
import { keepDraft } from "@/components/onboarding/keep-draft";
import type { FirstStepProps } from "@/components/products/types";
import { PageOrganizationField } from "@/components/shell/page-organization";
import { currencies } from "../domain/currencies";

type SettingsStepProps = FirstStepProps & { timeZones: readonly string[] };

/** Onboarding's second step: what amounts and days mean. */
export function SettingsStep({ timeZones, draft, invite, back, finish }: SettingsStepProps) {
  return (
    <ActionForm action={finish} label="Go to dashboard" back={back} onInput={keepDraft} className="max-w-3xl">
      <PageOrganizationField />
      <ChoiceField
        name="currency"
        label="Currency"
        hint="Of your conversions and spend. It can't be changed once there is data."
        defaultValue={draft.currency ?? "usd"}
      >
        {currencies.map((code) => (
          <option key={code} value={code}>
            {code.toUpperCase()}
          </option>
        ))}
      </ChoiceField>
      <ChoiceField
        name="timeZone"
        label="Time zone"
        hint="In which a day of your reports begins and ends."
        defaultValue={draft.timeZone ?? "America/New_York"}
      >
        {timeZones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </ChoiceField>
      {invite}
    </ActionForm>
  );
}
