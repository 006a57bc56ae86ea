import "server-only";
import { unstable_rethrow } from "next/navigation";
import { type ErrorCode, type ErrorDetails, invalidInput } from "@/lib/errors";
import type { FormState } from "@/lib/form-state";
import { asGatehouseError } from "@/lib/http";

/** The result of a server action, or its error as data for the form to show. */
export type ActionResult<T = undefined> =
  | { ok: true; data: T }
  | { ok: false; error: { code: ErrorCode; message: string; details: ErrorDetails } };

/** Runs a server action. Expected errors become data, redirects pass through, other errors are logged and hidden. */
export async function answer<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    unstable_rethrow(error);
    const { code, message, details } = asGatehouseError(error);
    return { ok: false, error: { code, message, details } };
  }
}

/** Fields that aren't sent back. */
const secret = /password|current|token|code/i;

/**
 * Runs the server action of a form with the form's text fields. Errors are shown in the form: at the fields they are about,
 * or above the button.
 *
 * @param form what the request brought, which needn't be a form.
 */
export async function answerForm(
  form: unknown,
  work: (fields: Record<string, string>) => Promise<unknown>,
): Promise<FormState> {
  const fields = form instanceof FormData ? fieldsOf(form) : undefined;
  const result = await answer(() => {
    if (!fields) throw invalidInput("We couldn't read the form. Reload the page and try again.");
    return work(fields);
  });
  return formState(fields ?? {}, result);
}

function formState(fields: Record<string, string>, result: ActionResult<unknown>): FormState {
  const values = Object.fromEntries(Object.entries(fields).filter(([name]) => !secret.test(name)));
  if (result.ok) return { values, errors: {}, done: true };
  const { message, details } = result.error;
  const { errors: _, ...rest } = details;
  const errors = fieldErrorsOf(details, fields);
  return {
    values,
    errors,
    ...(Object.keys(errors).length > 0 ? {} : { problem: message }),
    ...(Object.keys(rest).length > 0 ? { details: rest } : {}),
  };
}

/** Without what React adds for a browser without script. */
function fieldsOf(form: FormData): Record<string, string> {
  const given = [...form].filter((field): field is [string, string] => typeof field[1] === "string");
  return Object.fromEntries(given.filter(([name]) => !name.startsWith("$")));
}

const hidden = new Set(["token", "next", "plan", "interval", "currency", "link", "withoutTrial", "organization"]);

/** The first error of each field that the form has and shows. */
function fieldErrorsOf({ errors }: ErrorDetails, fields: Record<string, string>): Record<string, string> {
  const shown: Record<string, string> = {};
  if (!Array.isArray(errors)) return shown;
  for (const { field, message } of errors) {
    if (typeof field === "string" && !hidden.has(field) && Object.hasOwn(fields, field))
      shown[field] ??= String(message);
  }
  return shown;
}
