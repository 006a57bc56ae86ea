"use client";

import type { ReactNode } from "react";
import { FormControl, FormDescription, FormField, FormItem, FormLabel } from "@/components/ui/form";
import { Switch } from "@/components/ui/switch";

type SwitchFieldProps = { name: string; label: ReactNode; hint?: ReactNode };

/** A labeled switch of the surrounding form, whose value is true or false. */
export function SwitchField({ name, label, hint }: SwitchFieldProps) {
  return (
    <FormField
      name={name}
      render={({ field: { value, onChange, ...field } }) => (
        <FormItem>
          <div className="flex items-center justify-between gap-4">
            <FormLabel>{label}</FormLabel>
            <FormControl>
              <Switch {...field} checked={value === true} onCheckedChange={onChange} />
            </FormControl>
          </div>
          {hint && <FormDescription>{hint}</FormDescription>}
        </FormItem>
      )}
    />
  );
}
