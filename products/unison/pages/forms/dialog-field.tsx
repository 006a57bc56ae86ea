"use client";

import { SelectField, TextField } from "@/components/ui/fields";
import { FormControl, FormDescription, FormField, FormItem, FormLabel, FormMessage } from "@/components/ui/form";
import { Textarea } from "@/components/ui/textarea";
import { cn } from "@/lib/cn";

type Common = { name: string; label: string; hint?: string; initial?: string | number; wide?: boolean };

/** A field of a dialog's form, as data, so that pages rendered on the server can describe it. */
export type FieldSpec = Common &
  (
    | { kind: "text"; placeholder?: string; maxLength?: number }
    | { kind: "number"; min?: number; step?: number | "any"; prefix?: string }
    | { kind: "date" | "time" }
    | { kind: "long"; placeholder?: string; maxLength?: number }
    | { kind: "select"; options: readonly { value: string; label: string }[] }
  );

export function DialogField({ field }: { field: FieldSpec }) {
  const { name, label, hint, wide = true } = field;
  const shared = { name, label, hint, className: cn("sm:col-span-6", !wide && "sm:col-span-3") };
  switch (field.kind) {
    case "text":
      return (
        <TextField {...shared} placeholder={field.placeholder} maxLength={field.maxLength ?? 120} autoComplete="off" />
      );
    case "number":
      return <TextField {...shared} type="number" inputMode="decimal" min={field.min ?? 0} step={field.step ?? 1} />;
    case "date":
    case "time":
      return <TextField {...shared} type={field.kind} />;
    case "long":
      return <LongField {...shared} placeholder={field.placeholder} maxLength={field.maxLength ?? 2000} />;
    case "select":
      return (
        <SelectField {...shared}>
          {field.options.map(({ value, label: text }) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </SelectField>
      );
  }
}

type LongFieldProps = Pick<Common, "name" | "label"> & {
  hint: string | undefined;
  className: string;
  placeholder: string | undefined;
  maxLength: number;
};

function LongField({ name, label, hint, className, ...props }: LongFieldProps) {
  return (
    <FormField
      name={name}
      render={({ field }) => (
        <FormItem className={className}>
          <FormLabel>{label}</FormLabel>
          <FormControl>
            <Textarea {...props} {...field} value={field.value ?? ""} />
          </FormControl>
          {hint && <FormDescription>{hint}</FormDescription>}
          <FormMessage />
        </FormItem>
      )}
    />
  );
}
