"use client";

import { SelectField, TextField } from "@/components/ui/fields";

/** The fields of a plant, for dialogs and onboarding. */
export function PlantFields({ timeZones }: { timeZones: readonly string[] }) {
  return (
    <>
      <TextField name="name" label="Plant name" placeholder="Ohio Works" autoComplete="off" maxLength={80} />
      <TextField name="location" label="Location" placeholder="Dayton, Ohio" autoComplete="off" maxLength={120} />
      <SelectField name="timeZone" label="Time zone" hint="Shifts and due dates use this time zone.">
        {timeZones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </SelectField>
    </>
  );
}
