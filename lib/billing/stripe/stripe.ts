import "server-only";
import Stripe from "stripe";
import { env } from "@/lib/env";
import { unavailable } from "@/lib/errors";

export type StripeClient = InstanceType<typeof Stripe>;

let client: StripeClient | undefined;

/** Stripe when STRIPE_SECRET_KEY is set, else the local one. The same code path: only host, port and key differ. */
export function stripe(): StripeClient {
  client ??= new Stripe(env.STRIPE_SECRET_KEY ?? "sk_test_local", {
    apiVersion: Stripe.API_VERSION,
    maxNetworkRetries: 2,
    timeout: 5_000,
    telemetry: false,
    appInfo: { name: "gatehouse", version: env.APP_VERSION },
    ...(env.STRIPE_SECRET_KEY ? {} : { host: "127.0.0.1", port: env.LOCAL_STRIPE_PORT, protocol: "http" as const }),
  });
  return client;
}

/** How long a request of ours waits for Stripe altogether, retries included: we answer within 5 seconds. */
const patienceMs = 4_500;

/** Opens a budget of time that several calls to Stripe share. */
export function stripeBudget(milliseconds = patienceMs): StripeBudget {
  const signal = AbortSignal.timeout(milliseconds);
  return { call: (work) => translated(Promise.race([work(stripe()), whenOver(signal)])) };
}

export type StripeBudget = {
  /** @throws GatehouseError `unavailable` when Stripe is away, too busy, or the budget is used up. */
  call<T>(work: (stripe: StripeClient) => Promise<T>): Promise<T>;
};

function whenOver(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const refuse = () => reject(unavailable(away));
    if (signal.aborted) refuse();
    else signal.addEventListener("abort", refuse, { once: true });
  });
}

/** Whether Stripe did what its lost answer was about, nobody here knows. What it did shows after the next reading, and is not done twice. */
const away =
  "Stripe does not answer at the moment. Look again in a minute: what it has done by then shows here, and trying again does nothing twice.";

async function translated<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw isOutage(error) ? unavailable(away, error) : error;
  }
}

/** An outage passes by itself; anything else is a fault of ours and must be seen. */
function isOutage(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeConnectionError ||
    error instanceof Stripe.errors.StripeRateLimitError ||
    (error instanceof Stripe.errors.StripeError && (error.statusCode ?? 0) >= 500)
  );
}
