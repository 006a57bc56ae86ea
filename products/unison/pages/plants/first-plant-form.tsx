"use client";

import { useEffect, useId, useRef, useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { keepDraft } from "@/components/onboarding/keep-draft";
import type { FirstStepProps } from "@/components/products/types";
import { PageOrganizationField } from "@/components/shell/page-organization";
import { PlantFields } from "./plant-fields";
import { type PlantDraft, PlantPreview } from "./plant-preview";

type FirstPlantFormProps = FirstStepProps & { timeZones: readonly string[] };

/** Onboarding's second step: the first plant, and a preview that shows what is typed. */
export function FirstPlantForm({ timeZones, draft, invite, back, finish }: FirstPlantFormProps) {
  const fields = useRef<HTMLDivElement>(null);
  const [plant, setPlant] = useState<PlantDraft>({
    name: draft.name ?? "",
    location: draft.location ?? "",
    timeZone: draft.timeZone ?? defaultZone,
  });
  const show = (form: HTMLFormElement) => {
    const typed = new FormData(form);
    const textOf = (name: keyof PlantDraft) => String(typed.get(name) ?? "");
    setPlant({ name: textOf("name"), location: textOf("location"), timeZone: textOf("timeZone") });
  };
  const guessing = draft.timeZone === undefined;
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const select = fields.current?.querySelector("select");
    if (guessing && select?.value === defaultZone && timeZones.includes(zone)) {
      select.value = zone;
      setPlant((before) => ({ ...before, timeZone: zone }));
    }
  }, [guessing, timeZones]);
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div className="max-lg:order-first lg:order-last">
        <PlantPreview {...plant} />
      </div>
      <ActionForm
        action={finish}
        label="Go to dashboard"
        back={back}
        onInput={(form) => {
          keepDraft(form);
          show(form);
        }}
      >
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
    </div>
  );
}

const defaultZone = "UTC";

function SampleDataField({ initial }: { initial: boolean }) {
  const id = useId();
  return (
    <div className="grid grid-cols-[auto_1fr] items-start gap-x-3 gap-y-0.5 rounded-md border bg-card p-3 shadow-raised">
      <input
        type="checkbox"
        name="sampleData"
        id={id}
        defaultChecked={initial}
        aria-describedby={`${id}-hint`}
        className="mt-0.5 size-4 accent-primary"
      />
      <label htmlFor={id} className="font-medium text-sm leading-none">
        Add sample data
      </label>
      <p id={`${id}-hint`} className="col-start-2 text-muted-foreground text-sm">
        Materials, work orders and quality reports to explore. Sample data doesn't count toward your limits.
      </p>
    </div>
  );
}
