import type Stripe from "stripe";
import type { Wire } from "./types";

type ErrorType = "invalid_request_error" | "card_error" | "idempotency_error" | "api_error" | "rate_limit_error";

interface ErrorDetails {
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  payment_intent?: Wire<Stripe.PaymentIntent>;
  setup_intent?: Wire<Stripe.SetupIntent>;
  payment_method?: Wire<Stripe.PaymentMethod>;
}

/** An error in Stripe's format. */
export class StripeFault extends Error {
  constructor(
    readonly status: number,
    readonly type: ErrorType,
    message: string,
    readonly details: ErrorDetails = {},
    /** Whether changes are committed anyway: a declined card leaves attempts, charges and events. */
    readonly keepsChanges: boolean = type === "card_error",
  ) {
    super(message);
  }

  toBody(requestId: string): object {
    const documented = this.details.code
      ? { doc_url: `https://stripe.com/docs/error-codes/${this.details.code.replaceAll("_", "-")}` }
      : {};
    return {
      error: {
        ...this.details,
        ...documented,
        message: this.message,
        request_log_url: `https://dashboard.stripe.com/test/logs/${requestId}`,
        type: this.type,
      },
    };
  }
}

/** A 400 for an invalid request. */
export function invalidRequest(message: string, param?: string, code?: string): StripeFault {
  return new StripeFault(400, "invalid_request_error", message, { param, code });
}

/**
 * The error for an ID that doesn't exist.
 *
 * @param param the parameter that names it; "id" for an ID in the path
 */
export function noSuch(resource: string, id: string, param = "id"): StripeFault {
  // Stripe returns 404 for an ID in the path and 400 for one in a parameter.
  const status = param === "id" ? 404 : 400;
  return new StripeFault(status, "invalid_request_error", `No such ${resource}: '${id}'`, {
    code: "resource_missing",
    param,
  });
}

/** Refuses parameters that aren't implemented instead of ignoring them. */
export function refuseUnsupported<T extends object>(
  input: T,
  names: readonly (keyof T & string)[],
  within?: string,
): void {
  const given = names.find((name) => input[name] !== undefined && input[name] !== "");
  if (!given) return;
  const param = within === undefined ? given : `${within}[${given}]`;
  throw invalidRequest(`local-stripe does not support ${param}.`, param, "parameter_unsupported_locally");
}
