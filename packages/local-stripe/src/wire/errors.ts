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

/** An answer in Stripe's error format. */
export class StripeFault extends Error {
  constructor(
    readonly status: number,
    readonly type: ErrorType,
    message: string,
    readonly details: ErrorDetails = {},
    /** A declined card leaves its traces (attempts, charges, events); every other error leaves none. */
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

export function invalid(message: string, param?: string, code?: string): StripeFault {
  return new StripeFault(400, "invalid_request_error", message, { param, code });
}

export function missing(what: string, id: string, param = "id"): StripeFault {
  // Stripe answers 404 when the id is in the path and 400 when a parameter names it.
  const status = param === "id" ? 404 : 400;
  return new StripeFault(status, "invalid_request_error", `No such ${what}: '${id}'`, {
    code: "resource_missing",
    param,
  });
}

/** Better refused than silently ignored: what this stand-in does not do yet. */
export function unsupported<T extends object>(input: T, names: readonly (keyof T & string)[], within?: string): void {
  const asked = names.find((name) => input[name] !== undefined && input[name] !== "");
  if (!asked) return;
  const param = within === undefined ? asked : `${within}[${asked}]`;
  throw invalid(`The local Stripe does not support ${param}.`, param, "parameter_unsupported_locally");
}
