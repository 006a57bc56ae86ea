"use client";

import { CircleAlert } from "lucide-react";
import type { FormEventHandler, ReactNode } from "react";
import { type FieldValues, FormProvider, type UseFormReturn } from "react-hook-form";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

type AuthFormProps<Input extends FieldValues, Output extends FieldValues> = {
  form: UseFormReturn<Input, unknown, Output>;
  submit: FormEventHandler<HTMLFormElement>;
  pending: boolean;
  /** The submit button's label. */
  label: string;
  children: ReactNode;
};

/** `method="post"`: a password submitted before the script has loaded must not end up in the URL. */
export function AuthForm<Input extends FieldValues, Output extends FieldValues>({
  form,
  submit,
  pending,
  label,
  children,
}: AuthFormProps<Input, Output>) {
  const problem = form.formState.errors.root?.message;
  return (
    <FormProvider {...form}>
      <form method="post" onSubmit={submit} noValidate className="grid gap-5">
        {children}
        {problem && (
          <Alert variant="destructive">
            <CircleAlert aria-hidden />
            <AlertDescription>{problem}</AlertDescription>
          </Alert>
        )}
        <Button type="submit" size="lg" pending={pending} className="w-full">
          {label}
        </Button>
      </form>
    </FormProvider>
  );
}
