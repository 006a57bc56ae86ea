"use client";

import { Slot } from "radix-ui/slot";
import { type ComponentProps, createContext, useContext, useId } from "react";
import {
  Controller,
  type ControllerProps,
  type FieldPath,
  type FieldValues,
  FormProvider,
  useFormContext,
  useFormState,
} from "react-hook-form";
import { cn } from "@/lib/cn";
import { Label } from "./label";

export const Form = FormProvider;

const FieldName = createContext<string | null>(null);
const ItemId = createContext<string | null>(null);

export function FormField<Values extends FieldValues, Name extends FieldPath<Values>>(
  props: ControllerProps<Values, Name>,
) {
  return (
    <FieldName value={props.name}>
      <Controller {...props} />
    </FieldName>
  );
}

/** The ids that connect a field's label, control, description and message, and its error. */
export function useFormField() {
  const name = useContext(FieldName);
  const id = useContext(ItemId);
  if (name === null || id === null) throw new Error("useFormField must be used within <FormField> and <FormItem>.");
  const { getFieldState } = useFormContext();
  const state = getFieldState(name, useFormState({ name }));
  return { ...state, name, controlId: `${id}-control`, descriptionId: `${id}-description`, messageId: `${id}-message` };
}

export function FormItem({ className, ...props }: ComponentProps<"div">) {
  return (
    <ItemId value={useId()}>
      <div data-slot="form-item" className={cn("grid content-start gap-1.5", className)} {...props} />
    </ItemId>
  );
}

export function FormLabel({ className, ...props }: ComponentProps<typeof Label>) {
  const { controlId } = useFormField();
  return <Label data-slot="form-label" className={className} htmlFor={controlId} {...props} />;
}

export function FormControl(props: ComponentProps<typeof Slot>) {
  const { error, controlId, descriptionId, messageId } = useFormField();
  return (
    <Slot
      data-slot="form-control"
      id={controlId}
      aria-describedby={error ? messageId : descriptionId}
      aria-invalid={Boolean(error)}
      {...props}
    />
  );
}

export function FormDescription({ className, ...props }: ComponentProps<"p">) {
  const { descriptionId, error } = useFormField();
  // One message: what is wrong takes the place of what to do.
  if (error) return null;
  return (
    <p
      data-slot="form-description"
      id={descriptionId}
      className={cn("text-muted-foreground text-sm", className)}
      {...props}
    />
  );
}

export function FormMessage({ className, children, ...props }: ComponentProps<"p">) {
  const { error, messageId } = useFormField();
  const message = error?.message ?? children;
  if (!message) return null;
  return (
    <p data-slot="form-message" id={messageId} className={cn("text-destructive-ink text-sm", className)} {...props}>
      {message}
    </p>
  );
}
