import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { type RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import { minute, second } from "@/lib/durations";
import { env } from "@/lib/env";
import { GatehouseError } from "@/lib/errors";
import { limiterOn } from "@/lib/rate-limits";

/**
 * What a request asks Stripe for. A question, such as a preview, may wait for a better moment; a purchase, and the syncs that
 * follow from it, may not.
 */
export type StripePriority = "question" | "purchase";

/** Requests of one organization that ask Stripe, a minute. Each makes about five calls. A person who tries every plan stays below. */
const perOrganization = { points: 40, duration: minute / second, keyPrefix: "stripe:organization" };

/**
 * Questions of all organizations together, a second: less than half of the calls Stripe takes, which are 100 a second, or 25 in a
 * sandbox (docs.stripe.com/rate-limits). Purchases, syncs and jobs have the rest.
 */
const questionsPerSecond = () => (/^(sk|rk)_test_/.test(env.STRIPE_SECRET_KEY ?? "") ? 2 : 8);

/**
 * Counts a request that asks Stripe. A question waits a moment when all organizations together ask too many.
 *
 * @throws GatehouseError `rate_limited` with `retryAfter` in seconds.
 */
export async function takeStripeAllowance(organizationId: string, priority: StripePriority): Promise<void> {
  const own = await refusalBy(limiterOn(perOrganization), organizationId);
  if (own) throw tooMany("Too many requests to Stripe from your organization.", own);
  if (priority === "purchase") return;
  const shared = limiterOn({ points: questionsPerSecond(), duration: 1, keyPrefix: "stripe:questions" });
  const first = await refusalBy(shared, "all");
  if (!first) return;
  await sleep(first.msBeforeNext + Math.random() * second);
  const again = await refusalBy(shared, "all");
  if (again) throw tooMany("We're getting many price requests right now.", again);
}

async function refusalBy(limiter: RateLimiterPostgres, key: string): Promise<RateLimiterRes | undefined> {
  try {
    await limiter.consume(key);
    return undefined;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal;
    throw refusal;
  }
}

function tooMany(reason: string, { msBeforeNext }: RateLimiterRes): GatehouseError {
  const retryAfter = Math.max(1, Math.ceil(msBeforeNext / second));
  return new GatehouseError("rate_limited", `${reason} Try again in a minute.`, { retryAfter });
}
