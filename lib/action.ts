import "server-only";
import { unstable_rethrow } from "next/navigation";
import type { ErrorCode, ErrorDetails } from "@/lib/errors";
import { asGatehouseError } from "@/lib/http";

/** What a server action answers: its result, or the refusal as data for the form to show. */
export type ActionResult<T = undefined> =
  | { ok: true; data: T }
  | { ok: false; error: { code: ErrorCode; message: string; details: ErrorDetails } };

/** Runs an action's work; a known refusal becomes data, Next's own redirects pass, the rest is logged and hidden. */
export async function answer<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    return { ok: true, data: await work() };
  } catch (error) {
    unstable_rethrow(error);
    const { code, message, details } = asGatehouseError(error);
    return { ok: false, error: { code, message, details } };
  }
}
