import type { ErrorCode, GatehouseError } from "@/lib/errors";

/** The HTTP status of each error code. */
const statuses: Readonly<Record<ErrorCode, number>> = {
  invalid_input: 400,
  unauthenticated: 401,
  limit_reached: 402,
  feature_not_in_plan: 402,
  read_only: 402,
  forbidden: 403,
  not_found: 404,
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
