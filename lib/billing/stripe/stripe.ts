import "server-only";
import { setMaxListeners } from "node:events";
import Stripe from "stripe";
import { env } from "@/lib/env";
import { unavailable } from "@/lib/errors";
import { telemetry } from "@/lib/telemetry";
import { measuredHttpClient } from "./measured-client";

export type StripeClient = InstanceType<typeof Stripe>;

let client: StripeClient | undefined;

/** Stripe when STRIPE_SECRET_KEY is set, otherwise the local one. Only host, port and key differ. */
export function stripe(): StripeClient {
  client ??= createStripe();
  return client;
}

/** A client of its own, for the environment as it is now. */
export function createStripe(): StripeClient {
  return new Stripe(env.STRIPE_SECRET_KEY ?? "sk_test_local", {
    apiVersion: Stripe.API_VERSION,
    maxNetworkRetries: 2,
    timeout: 5_000,
    telemetry: false,
    ...(telemetry() ? { httpClient: measuredHttpClient() } : {}),
    appInfo: { name: "gatehouse", version: env.APP_VERSION },
    ...(env.STRIPE_SECRET_KEY ? {} : { host: "127.0.0.1", port: env.LOCAL_STRIPE_PORT, protocol: "http" as const }),
  });
}

/** All Stripe calls of one of our requests together, retries included: we respond within 5 seconds. */
const requestDeadlineMs = 4_500;

/** A time budget that several calls to Stripe share. */
export function stripeBudget(milliseconds = requestDeadlineMs): StripeBudget {
  const signal = AbortSignal.timeout(milliseconds);
  // A sync of a customer with many subscriptions makes more calls than the ten listeners Node expects.
  setMaxListeners(0, signal);
  return { call: (work) => withOutageAsUnavailable(Promise.race([work(stripe()), expiry(signal)])) };
}

export type StripeBudget = {
  /** @throws GatehouseError `unavailable` when Stripe is down or rate-limiting, or the budget is used up. */
  call<T>(work: (stripe: StripeClient) => Promise<T>): Promise<T>;
};

function expiry(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = () => reject(unavailable(stripeDown));
    if (signal.aborted) refuse();
    else signal.addEventListener("abort", refuse, { once: true });
  });
}

/** When a response is lost, Stripe may or may not have made the change. The next sync shows it, and a retry doesn't repeat it. */
const stripeDown =
  "Stripe isn't responding. Check back in a minute: if the change went through it will show here. Retrying won't charge you twice.";

async function withOutageAsUnavailable<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw isOutage(error) ? unavailable(stripeDown, error) : error;
  }
}

/** An outage passes on its own. Anything else is a bug of ours and must surface. */
function isOutage(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    (error instanceof Stripe.errors.StripeError && (error.statusCode ?? 0) >= 500)
  );
}
