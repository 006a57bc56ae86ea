import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import Stripe from "stripe";
import { stripeBudget } from "@/lib/billing";
import { second } from "@/lib/durations";
import type { StripeCalls } from "../reading/read-customer";
import { pace, pacePreview } from "./pace";

/** A preview of a subscription with many items can take Stripe several seconds. */
const callDeadlineMs = 10 * second;

/** Stripe's limit is per second, so a few growing waits pass any burst of others. */
const backoffMs = [1, 2, 4, 8].map((wait) => wait * second);

type StripeClient = InstanceType<typeof Stripe>;

/** Calls of the reading: paced, and repeated later when Stripe answers 429. */
export const pacedCalls: StripeCalls = {
  read: (work) => withBackoff(() => pace(1), work),
  preview: (work) => withBackoff(pacePreview, work),
};

async function withBackoff<T>(turn: () => Promise<void>, work: (stripe: StripeClient) => Promise<T>): Promise<T> {
  for (const wait of backoffMs) {
    await turn();
    try {
      return await stripeBudget(callDeadlineMs).call(work);
    } catch (error) {
      if (!isRateLimit(error)) throw error;
      // Jittered, so that parallel calls don't all return at once.
      await sleep(wait * (0.75 + Math.random() / 2));
    }
  }
  await turn();
  return stripeBudget(callDeadlineMs).call(work);
}

const isRateLimit = (error: unknown): boolean =>
  error instanceof Error && error.cause instanceof Stripe.errors.StripeRateLimitError;
