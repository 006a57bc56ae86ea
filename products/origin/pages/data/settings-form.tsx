"use client";

import { type FormEvent, useId } from "react";
import { useMemberAction } from "@/components/shell/use-action";
import { WriteButton } from "@/components/shell/writes";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import { toast } from "@/components/ui/sonner";
import { currencies } from "../../domain/currencies";
import { saveReportSettings } from "../actions";

type SettingsFormProps = { currency: string; timeZone: string; timeZones: readonly string[] };

/** The currency and time zone of all reports. */
export function SettingsForm({ currency, timeZone, timeZones }: SettingsFormProps) {
  const id = useId();
  const { run, pending } = useMemberAction(saveReportSettings, { done: () => toast.success("Settings saved") });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    run({ currency: fields.get("currency"), timeZone: fields.get("timeZone") });
  };
  return (
    <form method="post" onSubmit={submit} className="grid items-end gap-4 sm:grid-cols-2">
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-currency`}>Currency</Label>
        <NativeSelect id={`${id}-currency`} name="currency" defaultValue={currency}>
          {currencies.map((code) => (
            <option key={code} value={code}>
              {code.toUpperCase()}
            </option>
          ))}
        </NativeSelect>
      </div>
      <div className="grid gap-1.5">
        <Label htmlFor={`${id}-zone`}>Time zone</Label>
        <NativeSelect id={`${id}-zone`} name="timeZone" defaultValue={timeZone}>
          {timeZones.map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll("_", " ")}
            </option>
          ))}
        </NativeSelect>
      </div>
      <WriteButton type="submit" variant="outline" pending={pending} className="justify-self-start">
        Save settings
      </WriteButton>
    </form>
  );
}
