"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { cn } from "@/lib/cn";
import { useFields } from "./fields-context";

type FieldProps = Omit<ComponentProps<typeof Input>, "id" | "name"> & {
  name: string;
  label: string;
  hint?: ReactNode;
  /** A link to help, right of the label. */
  aside?: ReactNode;
  /** What is in it before anything was sent. */
  initial?: string | undefined;
  /** Inside the input, at its right end. */
  button?: ReactNode;
};

/** A labeled, uncontrolled input of the surrounding form. */
export function Field({ name, label, hint, aside, initial, button, className, ...props }: FieldProps) {
  const id = useId();
  const { propsOf, errorOf } = useFields();
  const error = errorOf(name);
  const { defaultValue = initial, ...field } = propsOf(name);
  // One message: what is wrong takes the place of what to do.
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className="grid content-start gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <Label htmlFor={id}>{label}</Label>
        {aside}
      </div>
      <div className="relative">
        <Input
          {...props}
          {...field}
          {...(defaultValue === undefined ? {} : { defaultValue })}
          id={id}
          aria-invalid={Boolean(error)}
          aria-describedby={described}
          className={cn("h-11", button && "pr-11", className)}
        />
        {button}
      </div>
      {hint && !error && (
        <div id={`${id}-hint`} className="text-muted-foreground text-sm">
          {hint}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} className="text-destructive-ink text-sm">
          {error}
        </p>
      )}
    </div>
  );
}
