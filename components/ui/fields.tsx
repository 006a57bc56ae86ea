"use client";

import type { ComponentProps, ReactNode } from "react";
import { FormControl, FormDescription, FormField, FormItem, FormLabel, FormMessage } from "./form";
import { Input } from "./input";
import { NativeSelect } from "./native-select";

type FieldProps = { name: string; label: ReactNode; hint?: ReactNode; className?: string };

/** A labeled input of the surrounding form, with hint and error message. */
export function TextField({ name, label, hint, className, ...props }: FieldProps & ComponentProps<typeof Input>) {
  return (
    <FormField
      name={name}
      render={({ field }) => (
        <FormItem className={className}>
          <FormLabel>{label}</FormLabel>
          <FormControl>
            <Input {...props} {...field} value={field.value ?? ""} />
          </FormControl>
          {hint && <FormDescription>{hint}</FormDescription>}
          <FormMessage />
        </FormItem>
      )}
    />
  );
}

/** A labeled select of the surrounding form; its children are the options. */
export function SelectField({
  name,
  label,
  hint,
  className,
  ...props
}: FieldProps & ComponentProps<typeof NativeSelect>) {
  return (
    <FormField
      name={name}
      render={({ field }) => (
        <FormItem className={className}>
          <FormLabel>{label}</FormLabel>
          <FormControl>
            <NativeSelect {...props} {...field} value={field.value ?? ""} />
          </FormControl>
          {hint && <FormDescription>{hint}</FormDescription>}
          <FormMessage />
        </FormItem>
      )}
    />
  );
}
