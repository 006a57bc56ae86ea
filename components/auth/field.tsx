"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { useFormContext } from "react-hook-form";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { cn } from "@/lib/cn";

type FieldProps = Omit<ComponentProps<typeof Input>, "id" | "name"> & {
  name: string;
  label: string;
  hint?: ReactNode;
  /** A link to help, right of the label. */
  aside?: ReactNode;
  /** Inside the input, at its right end. */
  button?: ReactNode;
};

/** A labeled, uncontrolled input registered with the surrounding form. */
export function Field({ name, label, hint, aside, button, className, ...props }: FieldProps) {
  const id = useId();
  const { register, getFieldState, formState } = useFormContext();
  const { error } = getFieldState(name, formState);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="grid gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <Label htmlFor={id}>{label}</Label>
        {aside}
      </div>
      <div className="relative">
        <Input
          {...props}
          {...register(name)}
          id={id}
          aria-invalid={Boolean(error)}
          aria-describedby={described || undefined}
          className={cn("h-11", button && "pr-11", className)}
        />
        {button}
      </div>
      {hint && (
        <div id={`${id}-hint`} className="text-muted-foreground text-sm">
          {hint}
        </div>
      )}
      {error?.message && (
        <p id={`${id}-error`} className="text-destructive-ink text-sm">
          {error.message}
        </p>
      )}
    </div>
  );
}
