/** The stable codes of expected errors. */
export type ErrorCode =
  | "invalid_input"
  | "unauthenticated"
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  | "conflict"
  | "limit_reached"
  | "feature_not_in_plan"
  | "read_only"
  | "unknown_name"
  | "too_large"
  | "request_timeout"
  | "rate_limited"
  | "unavailable"
  | "internal";

/** What the caller needs to fix the problem. Never secrets or another tenant's data. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** An expected error: its code and message reach the caller. Any other error is a bug or an outage. */
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
export const unauthenticated = (message = "Sign in first.", details?: ErrorDetails) =>
  new GatehouseError("unauthenticated", message, details);
export const forbidden = (message: string, details?: ErrorDetails) => new GatehouseError("forbidden", message, details);
export const notFound = (what: string) => new GatehouseError("not_found", `No such ${what}.`);
export const conflict = (message: string, details?: ErrorDetails) => new GatehouseError("conflict", message, details);
export const unavailable = (message: string, cause?: unknown) =>
  new GatehouseError("unavailable", message, {}, { cause });

/** The HTTP status of each error code. */
const statuses: Readonly<Record<ErrorCode, number>> = {
  invalid_input: 400,
  unauthenticated: 401,
  limit_reached: 402,
  feature_not_in_plan: 402,
  read_only: 402,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  conflict: 409,
  too_large: 413,
  unknown_name: 422,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
};

export const statusOf = (code: ErrorCode): number => statuses[code];

/** The problem document of an error, also for one item of a batch. */
export function problemDocument({ code, message, details }: GatehouseError) {
  return { type: "about:blank", title: message, status: statuses[code], code, ...details };
}

/** @returns the row. @throws GatehouseError `not_found` if there is none. */
export function found<T>(row: T | undefined, what: string): T {
  if (row === undefined) throw notFound(what);
  return row;
}

/** For the `default` of an exhaustive switch: a missing case doesn't compile. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
