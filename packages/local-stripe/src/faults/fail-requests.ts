import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import type { Context, MiddlewareHandler } from "hono";
import { StripeFault } from "../wire/errors";
import type { World } from "../world";

/** Makes API requests fail as configured. */
export function failRequests(world: World): MiddlewareHandler<{ Bindings: { outgoing: ServerResponse } }> {
  return async (c, next) => {
    const fault = world.faults.forRequest(c.req.method, c.req.path);
    if (!fault) return next();
    switch (fault.kind) {
      case "slow":
        await sleep(fault.ms);
        return next();
      case "timeout":
        // The request is executed, but the caller gets no response.
        await next();
        await sleep(fault.ms);
        c.env.outgoing.destroy();
        c.res = RESPONSE_ALREADY_SENT;
        return;
      default:
        return sendError(c, errors[fault.kind], fault.kind === "lock_timeout");
    }
  };
}

/** `Stripe-Should-Retry` makes the SDK retry a locked object; it doesn't retry other 429s. */
function sendError(c: Context, fault: StripeFault, shouldRetry: boolean): Response {
  const requestId = `req_${randomBytes(9).toString("hex")}`;
  c.header("Request-Id", requestId);
  if (shouldRetry) c.header("Stripe-Should-Retry", "true");
  return c.body(JSON.stringify(fault.toBody(requestId)), fault.status as 429, { "Content-Type": "application/json" });
}

const errors = {
  rate_limit: new StripeFault(
    429,
    "rate_limit_error",
    "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits.",
    { code: "rate_limit" },
  ),
  lock_timeout: new StripeFault(
    429,
    "invalid_request_error",
    "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request. If you see this error frequently and are making multiple concurrent requests to a single object, make your requests serially or at a lower rate. For more details, see https://stripe.com/docs/rate-limits#object-lock-timeouts.",
    { code: "lock_timeout" },
  ),
  conflict: new StripeFault(
    409,
    "idempotency_error",
    "There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through). Please try again later.",
    { code: "idempotency_key_in_use" },
  ),
  server_error: new StripeFault(
    500,
    "api_error",
    "An unknown error occurred. Please contact support@stripe.com if this persists.",
  ),
};
