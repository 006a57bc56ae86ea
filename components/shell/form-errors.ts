import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import type { ActionFailure } from "./use-action";

/** Shows the server's field errors at their fields. @returns whether there were any. */
export function showFieldErrors<Values extends FieldValues, Output extends FieldValues>(
  form: UseFormReturn<Values, unknown, Output>,
  failure: ActionFailure,
): boolean {
  const errors = fieldErrors(failure).filter(({ field }) => form.getValues(field as Path<Values>) !== undefined);
  for (const { field, message } of errors) form.setError(field as Path<Values>, { message });
  return errors.length > 0;
}

/** What the server says is wrong with fields of the input. */
export function fieldErrors({ details }: ActionFailure): { field: string; message: string }[] {
  if (!Array.isArray(details.errors)) return [];
  return details.errors.filter(
    (error): error is { field: string; message: string } =>
      typeof error === "object" && error !== null && "field" in error && "message" in error,
  );
}
