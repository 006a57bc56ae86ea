import "server-only";
import Stripe from "stripe";
import { env } from "@/lib/env";
import { invalidInput, unavailable } from "@/lib/errors";

/** Older deliveries are rejected, so that a recorded one can't be replayed. */
const toleranceSeconds = 5 * 60;

/**
 * Checks that Stripe signed exactly these bytes recently. While a secret is being rotated, several are valid.
 * @throws GatehouseError `invalid_input` for a wrong signature, `unavailable` when no secret is set.
 */
export function verifyEvent(body: string, signature: string | null): Stripe.Event {
  const secrets = (env.STRIPE_WEBHOOK_SECRET ?? "").split(",").flatMap((secret) => secret.trim() || []);
  if (secrets.length === 0)
    throw unavailable("STRIPE_WEBHOOK_SECRET isn't set, so webhook signatures can't be verified.");
  for (const secret of secrets) {
    const event = signedWith(secret, body, signature);
    if (event) return event;
  }
  throw invalidInput("The signature is missing, wrong or too old.");
}

/**
 * If anything is wrong, it isn't signed: the library throws errors of several kinds for headers that it can't read, such as one with an
 * empty signature. It does nothing but compute.
 */
function signedWith(secret: string, body: string, signature: string | null): Stripe.Event | undefined {
  try {
    return Stripe.webhooks.constructEvent(body, signature ?? "", secret, toleranceSeconds);
  } catch {
    return undefined;
  }
}
