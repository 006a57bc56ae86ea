/** The stable codes an error can carry. `lib/http.ts` holds the one table from code to HTTP status. */
export type ErrorCode =
  | "invalid_input"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "conflict"
  | "limit_reached"
  | "feature_not_in_plan"
  | "read_only"
  | "unknown_name"
  | "too_large"
  | "rate_limited"
  | "unavailable"
  | "internal";

/** Facts for the one who has to fix it. Never secrets, never another tenant's data. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** An expected refusal: it is data, it reaches the caller with its code and message. Anything else is a bug or an outage. */
export class GatehouseError extends Error {
  override readonly name = "GatehouseError";

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const invalidInput = (message: string, details?: ErrorDetails) =>
  new GatehouseError("invalid_input", message, details);
export const unauthenticated = (message = "Sign in first.") => new GatehouseError("unauthenticated", message);
export const forbidden = (message: string, details?: ErrorDetails) => new GatehouseError("forbidden", message, details);
export const notFound = (what: string) => new GatehouseError("not_found", `No such ${what}.`);
export const conflict = (message: string, details?: ErrorDetails) => new GatehouseError("conflict", message, details);
export const unavailable = (message: string, cause?: unknown) =>
  new GatehouseError("unavailable", message, {}, { cause });

/** Fetch-or-throw: the row, or `not_found` in the domain's word. */
export function found<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw notFound(what);
  return row;
}

/** For the `default` of an exhaustive switch: the compiler refuses a case that was forgotten. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
