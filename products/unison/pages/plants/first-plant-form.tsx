"use client";

import { useEffect, useRef } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { keepDraft } from "@/components/onboarding/keep-draft";
import type { FirstStepProps } from "@/components/products/types";
import { PageOrganizationField } from "@/components/shell/page-organization";
import { PlantFields } from "./plant-fields";
import { SampleDataField } from "./sample-data-field";

type FirstPlantFormProps = FirstStepProps & { timeZones: readonly string[] };

export function FirstPlantForm({ timeZones, draft, invite, back, finish }: FirstPlantFormProps) {
  const fields = useRef<HTMLDivElement>(null);
  const guessing = draft.timeZone === undefined;
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const select = fields.current?.querySelector("select");
    if (guessing && select?.value === defaultZone && timeZones.includes(zone)) select.value = zone;
  }, [guessing, timeZones]);
  return (
    <ActionForm action={finish} label="Go to dashboard" back={back} onInput={keepDraft}>
      <PageOrganizationField />
      <div ref={fields} className="contents">
        <PlantFields
          timeZones={timeZones}
          initial={{
            name: draft.name ?? "",
            location: draft.location ?? "",
            timeZone: draft.timeZone ?? defaultZone,
          }}
        />
      </div>
      <div>{invite}</div>
      <SampleDataField initial={draft.sampleData !== "false"} />
    </ActionForm>
  );
}

const defaultZone = "UTC";
