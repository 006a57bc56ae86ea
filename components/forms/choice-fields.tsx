"use client";

import { type ComponentProps, type ReactNode, useId } from "react";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import { cn } from "@/lib/cn";
import { useFields } from "./fields-context";

type Labeled = { name: string; label: string };

/** A labeled, uncontrolled select of the surrounding form; its children are the options. */
export function ChoiceField({
  name,
  label,
  hint,
  ...props
}: Labeled & { hint?: ReactNode } & ComponentProps<typeof NativeSelect>) {
  const id = useId();
  const { propsOf, errorOf } = useFields();
  const error = errorOf(name);
  const { defaultValue = props.defaultValue, ...field } = propsOf(name);
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined;
  return (
    <div className="grid content-start gap-1.5">
      <Label htmlFor={id}>{label}</Label>
      <Unanswered name={name} />
      <NativeSelect
        {...props}
        {...field}
        defaultValue={defaultValue}
        id={id}
        aria-invalid={Boolean(error)}
        aria-describedby={described}
      />
      {hint && !error && (
        <p id={`${id}-hint`} className="text-muted-foreground text-sm">
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

type CardsFieldProps = Labeled & {
  hint?: ReactNode;
  choices: readonly { value: string; label: string; description?: string | undefined }[];
  initial?: string | undefined;
  className?: string;
};

/** Radio buttons as cards. The whole card is the target. */
export function CardsField({ name, label, hint, choices, initial, className }: CardsFieldProps) {
  const id = useId();
  const { propsOf, errorOf } = useFields();
  const error = errorOf(name);
  const { defaultValue = initial, ...field } = propsOf(name);
  return (
    <fieldset className="col-span-full grid gap-1.5" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      {hint && <p className="-mt-1 mb-1 text-muted-foreground text-sm">{hint}</p>}
      <Unanswered name={name} />
      <div className={cn("grid gap-3", className)}>
        {choices.map(({ value, label: title, description }) => (
          <label
            key={value}
            className="flex cursor-pointer gap-3 rounded-md border bg-card p-3 text-sm shadow-raised transition-colors hover:border-input has-checked:border-primary has-checked:bg-info-soft has-focus-visible:outline-2 has-focus-visible:outline-ring"
          >
            <input
              {...field}
              type="radio"
              value={value}
              defaultChecked={defaultValue === value}
              aria-invalid={Boolean(error)}
              className="mt-0.5 size-4 accent-primary"
            />
            <span className="grid flex-1 gap-0.5">
              <span className="font-medium">{title}</span>
              {description && <span className="text-muted-foreground">{description}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}

/** Browsers send nothing for a choice that wasn't made. The last value of a name counts, so a choice replaces this one. */
const Unanswered = ({ name }: { name: string }) => <input type="hidden" name={name} value="" />;

function FieldError({ id, error }: { id: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p id={id} className="text-destructive-ink text-sm">
      {error}
    </p>
  );
}
