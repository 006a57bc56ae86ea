"use client";

import { ChoiceField } from "@/components/forms/choice-fields";
import { Field } from "@/components/forms/field";

type PlantFieldsProps = {
  timeZones: readonly string[];
  /** Set by `ActionForm`'s page; a form of react-hook-form has its own defaults. */
  initial?: { name: string; location: string; timeZone: string };
};

/** The fields of a plant, for dialogs and onboarding. */
export function PlantFields({ timeZones, initial }: PlantFieldsProps) {
  return (
    <>
      <Field
        name="name"
        label="Plant name"
        initial={initial?.name}
        placeholder="Ohio Works"
        autoComplete="off"
        maxLength={80}
        className="h-9"
      />
      <Field
        name="location"
        label="Location"
        initial={initial?.location}
        placeholder="Dayton, Ohio"
        autoComplete="off"
        maxLength={120}
        className="h-9"
      />
      <ChoiceField
        name="timeZone"
        label="Time zone"
        hint="Shifts and due dates use this time zone."
        {...(initial ? { defaultValue: initial.timeZone } : {})}
      >
        {timeZones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </ChoiceField>
    </>
  );
}
