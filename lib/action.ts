import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { ErrorCode, ErrorDetails } from "@/lib/errors";
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
