"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type FieldValues, type Resolver, useForm } from "react-hook-form";
import type { z } from "zod";
import { showFieldErrors } from "@/components/shell/form-errors";
import { type ActionFailure, useAction } from "@/components/shell/use-action";
import type { ActionResult } from "@/lib/action";

type Options<Output, Data> = {
  action: (input: Output) => Promise<ActionResult<Data>>;
  done?: (data: Data) => void;
  /** Handles a failure itself by returning true. */
  failed?: (failure: ActionFailure) => boolean;
};

/**
 * A form outside the app shell: errors from the server show in the form, at the field or above the button. It has no
 * default values, so what was typed before the script loaded is kept.
 */
export function useAuthForm<Input extends FieldValues, Output extends FieldValues, Data>(
  schema: z.ZodType<Output, Input>,
  { action, done, failed: handle }: Options<Output, Data>,
) {
  const resolver: Resolver<Input, unknown, Output> = zodResolver(schema);
  const form = useForm<Input, unknown, Output>({ resolver, reValidateMode: "onChange" });
  const failed = (failure: ActionFailure) => {
    if (handle?.(failure)) return true;
    if (!showFieldErrors(form, failure)) form.setError("root", { message: failure.message });
    return true;
  };
  const { run, pending } = useAction(action, { ...(done ? { done } : {}), failed });
  return { form, pending, submit: form.handleSubmit((values) => run(values)) };
}
